# Reliability of the raters: rater against rater. Needs lme4 (variance components) and psych (intraclass correlations and
# kappas); everything else is written out in base R.

ratings <- table_of("ratings")
settings <- table_of("settings")
high_arousal <- settings$value[settings$setting == "high_arousal"]

ratings$session_id <- paste(ratings$patient, ratings$session)
ratings$minute_id <- paste(ratings$session_id, ratings$minute)
classes <- c("anger", "disgust", "fear", "joy", "sadness", "surprise", "love", "low")

# The ratings that the results rest on: minutes that two raters or more coded.
used <- ratings[ratings$double_coded == 1, ]
raters <- sort(unique(used$rater))
k <- length(raters)
pairs <- if (k < 2) list() else combn(raters, 2, simplify = FALSE)

# A minute by rater table of one column; a minute or rater without a value is NA.
wide <- function(rows, column, of = sort(unique(rows$rater))) {
  minutes <- unique(rows$minute_id)
  table <- matrix(rows[[column]][0][1], length(minutes), length(of), dimnames = list(minutes, of))
  table[cbind(match(rows$minute_id, minutes), match(rows$rater, of))] <- rows[[column]]
  table
}
complete <- function(table) table[rowSums(is.na(table)) == 0, , drop = FALSE]
varies <- function(x) length(unique(x[!is.na(x)])) > 1

arousal <- wide(used, "arousal", raters)
session_of <- used$session_id[match(rownames(arousal), used$minute_id)]
category <- wide(used, "category", raters)

number("n.sessions", length(unique(used$session_id)))
number("n.minutes", nrow(arousal))
number("n.minutes.complete", nrow(complete(arousal)))
number("n.ratings", nrow(used))

# ---- Intraclass correlations by mean squares ---------------------------------------------------------------------------

# Shrout & Fleiss (1979) with the intervals of McGraw & Wong (1996): what psych::ICC(x, lmer = FALSE) gives. Its analysis of
# variance needs a column for every minute, so it is asked only where they are few.
icc_by_squares <- function(x) {
  n <- nrow(x)
  msr <- k * var(rowMeans(x))
  msc <- n * var(colMeans(x))
  residual <- x - outer(rowMeans(x), colMeans(x), "+") + mean(x)
  mse <- sum(residual^2) / ((n - 1) * (k - 1))
  msw <- sum((x - rowMeans(x))^2) / (n * (k - 1))
  single <- function(f, df2) {
    low <- f / qf(0.975, n - 1, df2)
    high <- f * qf(0.975, df2, n - 1)
    c((low - 1) / (low + k - 1), (high - 1) / (high + k - 1))
  }
  exact <- mse < 1e-12
  c1 <- c((msr - mse) / (msr + (k - 1) * mse), if (exact) c(1, 1) else single(msr / mse, (n - 1) * (k - 1)))
  one <- c((msr - msw) / (msr + (k - 1) * msw), if (msw < 1e-12) c(1, 1) else single(msr / msw, n * (k - 1)))
  agreement <- (msr - mse) / (msr + (k - 1) * mse + k / n * (msc - mse))
  a <- k * agreement / (n * (1 - agreement))
  b <- 1 + k * agreement * (n - 1) / (n * (1 - agreement))
  df <- (a * msc + b * mse)^2 / ((a * msc)^2 / (k - 1) + (b * mse)^2 / ((n - 1) * (k - 1)))
  rest <- k * msc + (k * n - k - n) * mse
  lower <- qf(0.975, n - 1, df)
  upper <- qf(0.975, df, n - 1)
  a1 <- c(agreement, if (msw < 1e-12) c(1, 1) else c(n * (msr - lower * mse) / (lower * rest + n * msr),
    n * (upper * msr - mse) / (rest + n * upper * msr)))
  # Of the mean of k raters: Spearman and Brown.
  mean_of <- function(icc) k * icc / (1 + (k - 1) * icc)
  list("11" = one, A1 = a1, C1 = c1, "1k" = mean_of(one), Ak = mean_of(a1), Ck = mean_of(c1))
}

if (is_reported("icc.")) {
  table <- complete(arousal)
  icc <- icc_by_squares(table)
  if (nrow(table) <= 1000 && nrow(table) > 2) {
    by_psych <- psych::ICC(table, lmer = FALSE)$results
    forms <- c("11" = "ICC1", A1 = "ICC2", C1 = "ICC3", "1k" = "ICC1k", Ak = "ICC2k", Ck = "ICC3k")
    for (form in names(forms)) {
      row <- by_psych[by_psych$type == forms[[form]], ]
      icc[[form]] <- c(row$ICC, row[["lower bound"]], row[["upper bound"]])
    }
  }
  for (form in names(icc)) {
    number(paste0("icc.", form), icc[[form]][1])
    number(paste0("icc.", form, ".low"), icc[[form]][2])
    number(paste0("icc.", form, ".high"), icc[[form]][3])
  }
}

# ---- Intraclass correlations from variance components ------------------------------------------------------------------

# Session and minute are what is true; rater and residual are error (McGraw & Wong 1996; Shrout & Lane 2012).
iccs <- function(session, minute, rater, residual) {
  true <- sum(session, minute, na.rm = TRUE)
  c(A1 = true / (true + rater + residual), Ak = true / (true + (rater + residual) / k),
    C1 = true / (true + residual), Ck = true / (true + residual / k),
    between = session / (session + rater + residual), within = if (is.na(session)) NA else minute / (minute + rater + residual))
}

if (is_reported("components.")) {
  nested <- is_reported("components.session")
  model <- if (nested) arousal ~ 1 + (1 | session_id) + (1 | minute_id) + (1 | rater) else arousal ~ 1 + (1 | minute_id) + (1 | rater)
  control <- lme4::lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-9, maxfun = 1e5),
    check.conv.singular = "ignore", calc.derivs = FALSE)
  fit <- suppressMessages(lme4::lmer(model, used, REML = TRUE, control = control))
  variances <- as.data.frame(lme4::VarCorr(fit))
  variance <- setNames(variances$vcov, variances$grp)
  session <- if (nested) variance[["session_id"]] else NA
  if (nested) number("components.session", session)
  number("components.minute", variance[["minute_id"]])
  number("components.rater", variance[["rater"]])
  number("components.residual", variance[["Residual"]])
  values <- iccs(session, variance[["minute_id"]], variance[["rater"]], variance[["Residual"]])
  for (name in names(values)) if (!is.na(values[[name]])) number(paste0("components.icc.", name), values[[name]])
}

# Henderson's method 1: sums of squares set equal to their expectations. They add up over sessions, so each session's are
# taken once. Rows of `table` are minutes, columns raters.
moment_sums <- function(table) {
  table <- table[rowSums(!is.na(table)) >= 2, , drop = FALSE]
  r <- rowSums(!is.na(table))
  by_rater <- colSums(!is.na(table))
  n <- sum(r)
  if (n == 0) return(numeric(10 + 3 * ncol(table)))
  c(n, nrow(table), 1, sum(table^2, na.rm = TRUE), sum(rowSums(table, na.rm = TRUE)^2 / r), sum(table, na.rm = TRUE)^2 / n,
    sum(r^2) / n, sum(by_rater^2) / n, sum(r^2), n^2, by_rater, colSums(table, na.rm = TRUE), by_rater^2)
}
moments <- function(sums) {
  raters <- (length(sums) - 10) / 3
  count <- sums[10 + seq_len(raters)]
  total <- sums[10 + raters + seq_len(raters)]
  used <- count > 0
  n <- sums[1]
  minutes <- sums[2]
  sessions <- sums[3]
  if (minutes < 2 || sum(used) < 2 || n <= minutes) return(NULL)
  nested <- sessions > 1 && sessions < minutes
  # Columns: what the variance of minutes, raters, residual, sessions adds to each sum of squares.
  right <- rbind(minute = c(n, minutes, minutes, n),
    rater = c(sum(used), n, sum(used), sum((sums[10 + 2 * raters + seq_len(raters)] / count)[used])),
    residual = c(n, n, n, n), session = c(sums[7], sums[8], sessions, n))
  left <- c(sums[5], sum((total^2 / count)[used]), sums[4], sums[6]) - sum(total)^2 / n
  of_mean <- c(sums[9], sum(count^2), n, sums[10]) / n
  keep <- seq_len(if (nested) 4 else 3)
  solved <- tryCatch(solve(sweep(right, 2, of_mean)[keep, keep], left[keep]), error = function(e) NULL)
  if (is.null(solved)) return(NULL)
  # Negative variances are set to 0.
  solved <- setNames(pmax(solved, 0), rownames(right)[keep])
  c(session = if (nested) solved[["session"]] else NA, solved[c("minute", "rater", "residual")])
}
# A list of what `sums` gives for each session of a table of minutes.
by_session <- function(table, session, sums) lapply(split(seq_len(nrow(table)), session), function(i) sums(table[i, , drop = FALSE]))
icc_of_moments <- function(sums) {
  parts <- moments(sums)
  if (is.null(parts) || sum(parts, na.rm = TRUE) <= 0) NA
  else iccs(parts[["session"]], parts[["minute"]], parts[["rater"]], parts[["residual"]])[["A1"]]
}

if (is_reported("moments.")) {
  parts <- moments(Reduce(`+`, by_session(arousal, session_of, moment_sums)))
  for (name in names(parts)) if (!is.na(parts[[name]])) number(paste0("moments.", name), parts[[name]])
  values <- iccs(parts[["session"]], parts[["minute"]], parts[["rater"]], parts[["residual"]])
  for (name in names(values)) if (!is.na(values[[name]])) number(paste0("moments.icc.", name), values[[name]])
}

# ---- Krippendorff's alpha, Gwet's AC, percent agreement -----------------------------------------------------------------

# Coincidences of the values of a minute: each pair counts 1 / (values - 1).
coincidences <- function(table, levels) {
  sums <- matrix(0, length(levels), length(levels))
  for (i in seq_len(nrow(table))) {
    values <- match(table[i, !is.na(table[i, ])], levels)
    if (length(values) < 2) next
    counts <- tabulate(values, length(levels))
    sums <- sums + (outer(counts, counts) - diag(counts)) / (length(values) - 1)
  }
  sums
}
alpha_of <- function(o, metric) {
  totals <- rowSums(o)
  n <- sum(totals)
  q <- nrow(o)
  difference <- switch(metric,
    nominal = 1 - diag(q),
    interval = outer(seq_len(q), seq_len(q), function(c, k) (c - k)^2),
    ordinal = outer(seq_len(q), seq_len(q), Vectorize(function(c, k) (sum(totals[min(c, k):max(c, k)]) - (totals[c] + totals[k]) / 2)^2)))
  expected <- sum(outer(totals, totals) * difference) / (n * (n - 1))
  if (n < 2 || expected <= 1e-10) NA else 1 - sum(o * difference) / n / expected
}
alpha <- function(table, levels, metric) alpha_of(coincidences(table, levels), metric)
# Agreement weights of a scale in equal steps.
weights_of <- function(kind, q) {
  distance <- abs(outer(seq_len(q), seq_len(q), "-")) / (q - 1)
  switch(kind, unweighted = diag(q), linear = 1 - distance, quadratic = 1 - distance^2)
}
# Gwet's AC1 (unweighted) or AC2 with its interval over minutes with two values or more.
gwet <- function(table, levels, kind) {
  table <- table[rowSums(!is.na(table)) >= 2, , drop = FALSE]
  q <- length(levels)
  n <- nrow(table)
  if (n < 2) return(c(value = NA, low = NA, high = NA))
  counts <- t(apply(table, 1, function(row) tabulate(match(row[!is.na(row)], levels), q)))
  r <- rowSums(counts)
  w <- weights_of(kind, q)
  shares <- colMeans(counts / r)
  chance <- sum(w) / (q * (q - 1))
  expected <- chance * sum(shares * (1 - shares))
  agreement <- rowSums(counts * (counts %*% w - 1)) / (r * (r - 1))
  value <- (mean(agreement) - expected) / (1 - expected)
  shift <- chance * (counts %*% (1 - shares))[, 1] / r - expected
  own <- (agreement - expected) / (1 - expected) - 2 * (1 - value) * shift / (1 - expected)
  se <- sqrt(sum((own - value)^2) / (n * (n - 1)))
  c(value = value, low = value - qt(0.975, n - 1) * se, high = min(1, value + qt(0.975, n - 1) * se))
}

levels <- 1:7
for (metric in c("ordinal", "interval", "nominal")) number(paste0("alpha.", metric), alpha(arousal, levels, metric))
for (kind in c("linear", "quadratic")) {
  result <- gwet(arousal, levels, kind)
  number(paste0("ac2.", kind), result[["value"]])
  number(paste0("ac2.", kind, ".low"), result[["low"]])
  number(paste0("ac2.", kind, ".high"), result[["high"]])
}
all_coded <- complete(arousal)
if (nrow(all_coded) > 0) {
  apart <- sapply(pairs, function(pair) abs(all_coded[, pair[1]] - all_coded[, pair[2]]))
  span <- apply(all_coded, 1, max) - apply(all_coded, 1, min)
  number("agreement.exact", mean(apart == 0))
  number("agreement.within1", mean(apart <= 1))
  number("agreement.all_exact", mean(span == 0))
  number("agreement.all_within1", mean(span <= 1))
}

# ---- Pairs of raters ----------------------------------------------------------------------------------------------------

# Cohen's kappa with the standard error of Fleiss, Cohen & Everitt (1969); the values are those of psych::cohen.kappa.
cohen <- function(counts, kind = "unweighted") {
  n <- sum(counts)
  p <- counts / n
  w <- weights_of(kind, nrow(p))
  a <- rowSums(p)
  b <- colSums(p)
  observed <- sum(w * p)
  expected <- sum(w * outer(a, b))
  if (n == 0 || any(a == 1 & b == 1)) return(c(value = NA, low = NA, high = NA))
  value <- (observed - expected) / (1 - expected)
  marginal <- outer((w %*% b)[, 1], (a %*% w)[1, ], "+")
  spread <- sum(p * (w * (1 - expected) - marginal * (1 - observed))^2) - (observed * expected - 2 * expected + observed)^2
  se <- sqrt(max(0, spread) / n) / (1 - expected)^2
  c(value = value, low = value - qnorm(0.975) * se, high = value + qnorm(0.975) * se)
}
cross <- function(table, pair, levels) {
  both <- complete(table[, pair, drop = FALSE])
  unclass(table(factor(both[, 1], levels), factor(both[, 2], levels)))
}
prevalence <- function(counts) max(rowSums(counts) + colSums(counts)) / (2 * sum(counts))
bias_index <- function(counts) sum(abs(rowSums(counts) - colSums(counts))) / (2 * sum(counts))
pabak <- function(counts) (nrow(counts) * sum(diag(counts)) / sum(counts) - 1) / (nrow(counts) - 1)

# Lin's concordance with its interval (1989, variance of 2000).
ccc <- function(x, y) {
  n <- length(x)
  r <- cor(x, y)
  sx <- var(x) * (n - 1) / n
  sy <- var(y) * (n - 1) / n
  shift <- mean(x) - mean(y)
  value <- 2 * r * sqrt(sx * sy) / (sx + sy + shift^2)
  if (1 - value < 1e-12) return(c(value = value, low = 1, high = 1))
  u2 <- shift^2 / sqrt(sx * sy)
  spread <- (1 - r^2) * value^2 / ((1 - value^2) * r^2) + 2 * value^3 * (1 - value) * u2 / (r * (1 - value^2)^2) -
    value^4 * u2^2 / (2 * r^2 * (1 - value^2)^2)
  half <- qnorm(0.975) * sqrt(spread / (n - 2))
  c(value = value, low = tanh(atanh(value) - half), high = tanh(atanh(value) + half))
}

for (pair in pairs) {
  key <- function(name) paste0("pair.", pair[1], "-", pair[2], ".", name)
  both <- complete(arousal[, pair, drop = FALSE])
  n <- nrow(both)
  number(key("n"), n)
  if (n == 0) next
  counts <- cross(arousal, pair, levels)
  for (kind in c("unweighted", "linear", "quadratic")) {
    result <- cohen(counts, kind)
    number(key(paste0("kappa.", kind)), result[["value"]])
    number(key(paste0("kappa.", kind, ".low")), result[["low"]])
    number(key(paste0("kappa.", kind, ".high")), result[["high"]])
  }
  # psych gives the same quadratic and unweighted values.
  if (is_reported(key("kappa.quadratic"))) {
    by_psych <- suppressWarnings(psych::cohen.kappa(counts))
    stopifnot(all.equal(by_psych$weighted.kappa, cohen(counts, "quadratic")[["value"]], tolerance = 1e-8),
      all.equal(by_psych$kappa, cohen(counts)[["value"]], tolerance = 1e-8))
  }
  number(key("exact"), mean(both[, 1] == both[, 2]))
  number(key("within1"), mean(abs(both[, 1] - both[, 2]) <= 1))
  number(key("prevalence"), prevalence(counts))
  number(key("bias_index"), bias_index(counts))
  if (n >= 3 && varies(both[, 1]) && varies(both[, 2])) {
    number(key("pearson"), cor(both[, 1], both[, 2]))
    number(key("spearman"), cor(both[, 1], both[, 2], method = "spearman"))
    result <- ccc(both[, 1], both[, 2])
    number(key("ccc"), result[["value"]])
    if (is_reported(key("ccc.low"))) {
      number(key("ccc.low"), result[["low"]])
      number(key("ccc.high"), result[["high"]])
    }
  }
  if (n >= 2) {
    difference <- both[, 1] - both[, 2]
    limit <- mean(difference) + c(-1, 1) * 1.96 * sd(difference)
    half <- qt(0.975, n - 1) * sd(difference) * sqrt(1 / n + qnorm(0.975)^2 / (2 * (n - 1)))
    number(key("bias"), mean(difference))
    number(key("limit.low"), limit[1])
    number(key("limit.high"), limit[2])
    number(key("limit.low.low"), limit[1] - half)
    number(key("limit.high.high"), limit[2] + half)
  }
}

# ---- Categories: emotion or low, and arousal of 3 or more ---------------------------------------------------------------

counts_of <- function(table, levels) t(apply(table, 1, function(row) tabulate(match(row, levels), length(levels))))

fleiss <- function(table, levels) {
  counts <- counts_of(table, levels)
  r <- ncol(table)
  shares <- colSums(counts) / sum(counts)
  observed <- mean((rowSums(counts^2) - r) / (r * (r - 1)))
  by_category <- 1 - colSums(counts * (r - counts)) / (nrow(counts) * r * (r - 1) * shares * (1 - shares))
  c((observed - sum(shares^2)) / (1 - sum(shares^2)), by_category)
}
conger <- function(table, levels) {
  agreement <- sapply(pairs, function(pair) mean(table[, pair[1]] == table[, pair[2]]))
  chance <- sapply(pairs, function(pair) {
    share <- function(rater) tabulate(match(table[, rater], levels), length(levels)) / nrow(table)
    sum(share(pair[1]) * share(pair[2]))
  })
  (mean(agreement) - mean(chance)) / (1 - mean(chance))
}

gate <- ifelse(arousal >= 3, "1", "0")
for (scale in list(list("category", category, classes), list("gate", gate, c("0", "1")))) {
  name <- scale[[1]]
  table <- scale[[2]]
  values <- scale[[3]]
  q <- length(values)
  number(paste0(name, ".alpha"), alpha(table, values, "nominal"))
  result <- gwet(table, values, "unweighted")
  number(paste0(name, ".ac1"), result[["value"]])
  number(paste0(name, ".ac1.low"), result[["low"]])
  coded <- complete(table)
  if (nrow(coded) > 0) {
    if (is_reported(paste0(name, ".fleiss"))) {
      kappas <- fleiss(coded, values)
      number(paste0(name, ".fleiss"), kappas[1])
      for (c in seq_len(q)) number(paste0(name, ".fleiss.", c), kappas[c + 1])
      number(paste0(name, ".conger"), conger(coded, values))
    }
    exact <- mean(sapply(pairs, function(pair) mean(coded[, pair[1]] == coded[, pair[2]])))
    number(paste0(name, ".exact"), exact)
    number(paste0(name, ".pabak"), (q * exact - 1) / (q - 1))
    number(paste0(name, ".all_exact"), mean(apply(coded, 1, function(row) all(row == row[1]))))
  }
  for (pair in pairs) {
    key <- function(what) paste0(name, ".", pair[1], "-", pair[2], ".", what)
    counts <- cross(table, pair, values)
    if (sum(counts) == 0) next
    result <- cohen(counts)
    number(key("kappa"), result[["value"]])
    number(key("kappa.low"), result[["low"]])
    number(key("kappa.high"), result[["high"]])
    number(key("ac1"), gwet(table[, pair, drop = FALSE], values, "unweighted")[["value"]])
    number(key("pabak"), pabak(counts))
    number(key("prevalence"), prevalence(counts))
    number(key("bias"), bias_index(counts))
  }
}

# ---- Phases, and parts of session and treatment -------------------------------------------------------------------------

part <- function(key, rows) {
  name <- paste0("part.", key, ".")
  if (!is_reported(name)) return(invisible())
  table <- wide(rows, "arousal")
  session <- rows$session_id[match(rownames(table), rows$minute_id)]
  number(paste0(name, "icc"), icc_of_moments(Reduce(`+`, by_session(table, session, moment_sums))))
  number(paste0(name, "alpha"), alpha(table, levels, "ordinal"))
}
# The minutes of a set of rows that two raters or more coded.
double_coded <- function(rows) {
  rows <- rows[!is.na(rows$arousal), ]
  rows[ave(seq_len(nrow(rows)), rows$minute_id, FUN = length) >= 2, ]
}
for (phase in c("training", "main", "gold")) part(paste0("phase.", phase), double_coded(ratings[ratings$phase == phase, ]))
for (third in 1:3) part(paste0("minute.", third), used[which(used$minute_third == third), ])
for (third in 1:3) part(paste0("session.", third), used[which(used$session_third == third), ])
for (month in sort(unique(used$month[!is.na(used$month)]))) part(paste0("month.", month), used[which(used$month == month), ])

# ---- Raters -------------------------------------------------------------------------------------------------------------

# A mean with an interval that lets values of a session depend on each other.
clustered <- function(values, session) {
  centre <- mean(values)
  sums <- tapply(values - centre, session, sum)
  c <- length(sums)
  half <- if (c < 2) NA else qt(0.975, c - 1) * sqrt(sum(sums^2) * c / (c - 1)) / length(values)
  c(value = centre, low = centre - half, high = centre + half)
}

# Each rater's value minus the mean of the others of the same minute.
totals <- tapply(used$arousal, used$minute_id, sum)[used$minute_id]
sizes <- tapply(used$arousal, used$minute_id, length)[used$minute_id]
used$difference <- used$arousal - (totals - used$arousal) / (sizes - 1)
phase <- used$phase[1]
for (rater in raters) {
  own <- used[used$rater == rater, ]
  key <- function(name) paste0("rater.", rater, ".", name)
  number(key("mean"), mean(own$arousal))
  if (nrow(own) > 1) number(key("sd"), sd(own$arousal))
  bias <- clustered(own$difference, own$session_id)
  rated <- ratings[ratings$rater == rater & ratings$phase == phase & !is.na(ratings$arousal), ]
  high <- clustered(as.numeric(rated$arousal >= high_arousal), rated$session_id)
  number(key("bias"), bias[["value"]])
  number(key("bias.low"), bias[["low"]])
  number(key("bias.high"), bias[["high"]])
  number(key("high"), high[["value"]])
  number(key("high.low"), high[["low"]])
  number(key("high.high"), high[["high"]])
  for (along in c("order", "month", "rated_month")) {
    places <- own[[if (along == "order") "session_order" else along]]
    for (place in unique(places[!is.na(places)]))
      number(paste("drift", along, rater, place, sep = "."), mean(own$difference[which(places == place)]))
  }
}

# ---- Planning -----------------------------------------------------------------------------------------------------------

# Information on the coefficient in a minute that m raters coded (Bonett 2002).
information <- function(value, m) m * (m - 1) / (2 * (1 - value)^2 * (1 + (m - 1) * value)^2)

plan <- function(name, sums, statistic) {
  if (!is_reported(paste0("plan.", name, "."))) return(invisible())
  parts <- by_session(arousal, session_of, sums)
  total <- Reduce(`+`, parts)
  value <- statistic(total)
  sessions <- length(parts)
  # Leaving out one session after the other.
  left <- sapply(parts, function(part) statistic(total - part))
  error <- sqrt((sessions - 1) / sessions * sum((left - mean(left))^2))
  sizes <- rowSums(!is.na(arousal))
  n <- length(sizes)
  independent <- 1 / sqrt(sum((n - 1) / n * information(value, sizes)))
  effect <- max(1, (error / independent)^2)
  per_session <- n / sessions
  number(paste0("plan.", name, ".value"), value)
  number(paste0("plan.", name, ".error"), error)
  number(paste0("plan.", name, ".effect"), effect)
  for (m in 2:3) {
    for (s in c(5, 10, 20, 40, 80)) {
      effective <- s * per_session / effect
      half <- if (effective <= 1) NA else qnorm(0.975) / sqrt((effective - 1) * information(value, m))
      if (!is.na(half)) number(paste("plan", name, "half", m, s, sep = "."), half)
    }
    for (width in c(0.1, 0.2, 0.3)) {
      minutes <- (2 * qnorm(0.975) / width)^2 / information(value, m) + 1
      number(paste("plan", name, "sessions", m, width, sep = "."), max(2, ceiling(minutes * effect / per_session)))
    }
  }
}
plan("icc", moment_sums, icc_of_moments)
plan("alpha", function(table) coincidences(table, levels), function(o) alpha_of(o, "ordinal"))

# With raters as random: the interval of McGraw & Wong (1996) from the mean squares to be expected.
expected_width <- function(parts, n, m) {
  true <- sum(parts[c("session", "minute")], na.rm = TRUE)
  mse <- parts[["residual"]]
  msc <- n * parts[["rater"]] + mse
  msr <- m * true + mse
  if (mse == 0 && msc == 0) return(0)
  value <- true / (true + parts[["rater"]] + mse)
  a <- m * value / (n * (1 - value))
  b <- 1 + m * value * (n - 1) / (n * (1 - value))
  df <- (a * msc + b * mse)^2 / ((a * msc)^2 / (m - 1) + (b * mse)^2 / ((n - 1) * (m - 1)))
  rest <- m * msc + (m * n - m - n) * mse
  lower <- qf(0.975, n - 1, df)
  upper <- qf(0.975, df, n - 1)
  n * (upper * msr - mse) / (rest + n * upper * msr) - n * (msr - lower * mse) / (lower * rest + n * msr)
}
if (is_reported("plan.random.")) {
  # Variances of the minutes that all raters coded, by mean squares; where there are none, by moments.
  if (is_reported("icc.")) {
    x <- complete(arousal)
    residual <- x - outer(rowMeans(x), colMeans(x), "+") + mean(x)
    mse <- sum(residual^2) / ((nrow(x) - 1) * (k - 1))
    parts <- c(session = NA, minute = max(0, var(rowMeans(x)) - mse / k), rater = max(0, var(colMeans(x)) - mse / nrow(x)), residual = mse)
  } else parts <- moments(Reduce(`+`, by_session(arousal, session_of, moment_sums)))
  per_session <- nrow(arousal) / length(unique(session_of))
  for (m in 2:5) {
    for (s in c(5, 10, 20, 40, 80)) number(paste("plan", "random", m, s, sep = "."), expected_width(parts, floor(s * per_session + 0.5), m))
    # Minutes without end.
    number(paste("plan", "random", m, "any", sep = "."), expected_width(parts, 1e5, m))
  }
}

# Neighbouring minutes: the raters' mean around the session's mean.
if (is_reported("plan.autocorrelation")) {
  level <- rowMeans(arousal, na.rm = TRUE)
  minute <- used$minute[match(rownames(arousal), used$minute_id)]
  centred <- level - ave(level, session_of)
  following <- match(paste(session_of, minute + 1), rownames(arousal))
  number("plan.autocorrelation", sum((centred * centred[following])[!is.na(following)]) / sum(centred^2))
}
