# Agreement of raters and machine. Needs lme4 for the mixed models; everything else is base R.

rows <- table_of("rated-minutes")
rows$session_id <- paste(rows$patient, rows$session)
rows$minute_id <- paste(rows$session_id, rows$minute)

# A value that the report does not hold (no such rater, too few rows) is not computed.
reported_number <- function(key, value) if (key %in% reported$key) number(key, value)
# r, or NA where a variable does not vary or there are fewer than three pairs.
r_of <- function(x, y) {
  if (length(x) < 3 || min(x) == max(x) || min(y) == max(y)) return(NA)
  cor(x, y)
}

# --- arousal and 1 - neutral, all raters and each -----------------------------------------------------------------------

pearson <- function(key, part) {
  number(paste0(key, ".n"), nrow(part))
  r <- r_of(part$nonspecific, part$arousal)
  test <- if (is.na(r)) NULL else cor.test(part$nonspecific, part$arousal)
  interval <- if (is.null(test$conf.int)) c(NA, NA) else test$conf.int
  number(paste0(key, ".r"), r)
  number(paste0(key, ".low"), interval[1])
  number(paste0(key, ".high"), interval[2])
  number(paste0(key, ".p"), if (is.na(r)) NA else test$p.value)
}
of_rater <- function(rater) rows[rows$rater == rater, ]
# Of every rater there is a number, also of one whose minutes have no machine value.
raters <- sub("^pearson\\.rater\\.(.*)\\.n$", "\\1", grep("^pearson\\.rater\\..*\\.n$", reported$key, value = TRUE))
pearson("pearson.all", rows)
for (rater in raters) pearson(paste0("pearson.rater.", rater), of_rater(rater))

# Deviations from the means of groups, and those means.
centred <- function(x, group) x - ave(x, group)
within <- function(part, group, x = part$nonspecific, y = part$arousal) {
  dx <- centred(x, group)
  dy <- centred(y, group)
  # Rounding is no variation.
  if (length(dx) < 3 || max(abs(dx)) < 1e-12 || max(abs(dy)) < 1e-12) return(NA)
  cor(dx, dy)
}
between <- function(group) r_of(tapply(rows$nonspecific, group, mean), tapply(rows$arousal, group, mean))

number("level.spearman", r_of(rank(rows$nonspecific), rank(rows$arousal)))
number("level.minute_means", r_of(
  tapply(rows$nonspecific, rows$minute_id, function(values) values[1]),
  tapply(rows$arousal, rows$minute_id, mean)
))
reported_number("level.within_session", within(rows, rows$session_id))
reported_number("level.between_session", between(rows$session_id))
reported_number("level.within_patient", within(rows, rows$patient))
reported_number("level.between_patient", between(rows$patient))

# Lin's concordance with the share stretched to the scale of the raters; variances with 1/n.
stretched <- 1 + 6 * rows$nonspecific
number("concordance.stretched", if (is.na(r_of(stretched, rows$arousal))) NA else {
  shrink <- (nrow(rows) - 1) / nrow(rows)
  2 * cov(stretched, rows$arousal) * shrink /
    ((var(stretched) + var(rows$arousal)) * shrink + (mean(stretched) - mean(rows$arousal))^2)
})

# Without minutes whose face was seen in less than a share of their frames; rows of unknown coverage are in none.
for (key in grep("^coverage\\..*\\.n$", reported$key, value = TRUE)) {
  least <- as.numeric(sub("^coverage\\.(.*)\\.n$", "\\1", key))
  part <- rows[!is.na(rows$coverage) & rows$coverage >= least, ]
  number(key, nrow(part))
  number(sub("n$", "r", key), r_of(part$nonspecific, part$arousal))
}

# --- Fisher's z ---------------------------------------------------------------------------------------------------------

samples <- lapply(setNames(raters, raters), function(rater) with(of_rater(rater), c(r = r_of(nonspecific, arousal), n = length(arousal))))
others <- lapply(setNames(raters, raters), function(rater) {
  with(rows[rows$rater != rater, ], c(r = r_of(nonspecific, arousal), n = length(arousal)))
})
all_rows <- c(r = r_of(rows$nonspecific, rows$arousal), n = nrow(rows))
usable <- function(sample) !is.na(sample[["r"]]) && abs(sample[["r"]]) < 1 && sample[["n"]] > 3
compare <- function(key, a, b) {
  if (!(paste0(key, ".z") %in% reported$key)) return(invisible())
  z <- if (!usable(a) || !usable(b)) NA
  else (atanh(a[["r"]]) - atanh(b[["r"]])) / sqrt(1 / (a[["n"]] - 3) + 1 / (b[["n"]] - 3))
  number(paste0(key, ".z"), z)
  number(paste0(key, ".p"), 2 * pnorm(-abs(z)))
}
for (rater in raters) {
  compare(paste0("fisher.overall.", rater), samples[[rater]], all_rows)
  compare(paste0("fisher.others.", rater), samples[[rater]], others[[rater]])
  for (other in raters) compare(paste("fisher.pair", rater, other, sep = "."), samples[[rater]], samples[[other]])
}
if (is_reported("fisher.homogeneity")) {
  kept <- Filter(usable, samples)
  weight <- vapply(kept, function(sample) sample[["n"]] - 3, 0)
  z <- vapply(kept, function(sample) atanh(sample[["r"]]), 0)
  enough <- length(kept) > 1
  centre <- sum(weight * z) / sum(weight)
  chisq <- sum(weight * (z - centre)^2)
  number("fisher.homogeneity.pooled", if (enough) tanh(centre) else NA)
  number("fisher.homogeneity.chisq", if (enough) chisq else NA)
  number("fisher.homogeneity.p", if (enough) pchisq(chisq, length(kept) - 1, lower.tail = FALSE) else NA)
}

# --- slopes and mixed models --------------------------------------------------------------------------------------------

if (!requireNamespace("lme4", quietly = TRUE)) stop("The mixed models need the package lme4 (Debian: r-cran-lme4).")
# Tighter than lme4's own limits, so that both programs stop at the same maximum.
control <- lme4::lmerControl(optimizer = "nloptwrap", calc.derivs = FALSE,
  optCtrl = list(xtol_abs = 1e-10, ftol_abs = 1e-10, xtol_rel = 1e-10, maxeval = 10000))
fit <- function(formula, data, REML) {
  suppressMessages(suppressWarnings(lme4::lmer(as.formula(formula), data, REML = REML, control = control)))
}

scopes <- unique(sub("^slope\\.(.*)\\.estimate$", "\\1", grep("^slope\\..*\\.estimate$", reported$key, value = TRUE)))
for (scope in scopes) {
  part <- if (scope == "all") rows else of_rater(sub("^rater\\.", "", scope))
  line <- if (is.na(r_of(part$nonspecific, part$arousal))) c(NA, NA)
  else summary(lm(arousal ~ nonspecific, part))$coefficients["nonspecific", 1:2]
  number(paste0("slope.", scope, ".estimate"), line[1])
  number(paste0("slope.", scope, ".se"), line[2])
  asked <- reported$value[reported$key == paste0("slope_mixed.", scope, ".estimate")]
  mixed <- if (is.na(asked)) c(NA, NA)
  else summary(fit("arousal ~ nonspecific + (1 | patient)", part, TRUE))$coefficients["nonspecific", 1:2]
  number(paste0("slope_mixed.", scope, ".estimate"), mixed[1])
  number(paste0("slope_mixed.", scope, ".se"), mixed[2])
}
number("slope_mixed.differ.chisq", if (is.na(reported$value[reported$key == "slope_mixed.differ.chisq"])) NA else {
  full <- fit("arousal ~ rater * nonspecific + (1 | patient)", rows, FALSE)
  less <- fit("arousal ~ rater + nonspecific + (1 | patient)", rows, FALSE)
  2 * (as.numeric(logLik(full)) - as.numeric(logLik(less)))
})

for (key in c("patient", "patient_rater", "patient_session_rater")) {
  if (!is_reported(paste0("lmm.", key, "."))) next
  at <- function(name) paste0("lmm.", key, ".", name)
  # The intercepts of the report's model: those that have a variance there.
  levels <- Filter(function(level) at(paste0("variance.", level)) %in% reported$key, c("patient", "session", "rater"))
  random <- paste(sprintf("(1 | %s)", ifelse(levels == "session", "session_id", levels)), collapse = " + ")
  reml <- fit(paste("arousal ~ nonspecific +", random), rows, TRUE)
  fixed <- summary(reml)$coefficients
  # A predictor that does not vary has no slope: lmer leaves it out.
  varies <- "nonspecific" %in% rownames(fixed)
  number(at("intercept.estimate"), fixed["(Intercept)", 1])
  number(at("intercept.se"), fixed["(Intercept)", 2])
  number(at("nonspecific.estimate"), if (varies) fixed["nonspecific", 1] else NA)
  number(at("nonspecific.se"), if (varies) fixed["nonspecific", 2] else NA)
  variances <- vapply(lme4::VarCorr(reml), function(v) v[1, 1], 0)
  names(variances) <- sub("session_id", "session", names(variances))
  for (level in levels) number(at(paste0("variance.", level)), variances[[level]])
  residual <- sigma(reml)^2
  number(at("variance.residual"), residual)
  # Nakagawa & Schielzeth (2013): variance of the fixed part, without and with that of the intercepts.
  explained <- var(as.vector(model.matrix(reml) %*% lme4::fixef(reml)))
  number(at("r2.marginal"), explained / (explained + sum(variances) + residual))
  number(at("r2.conditional"), (explained + sum(variances)) / (explained + sum(variances) + residual))
  number(at("loglik"), as.numeric(logLik(reml)))
  chisq <- if (!varies) NA
  else 2 * (as.numeric(logLik(fit(paste("arousal ~ nonspecific +", random), rows, FALSE))) -
    as.numeric(logLik(fit(paste("arousal ~ 1 +", random), rows, FALSE))))
  number(at("lrt.chisq"), chisq)
  number(at("lrt.p"), pchisq(chisq, 1, lower.tail = FALSE))
}

# --- emotion and strongest expression -----------------------------------------------------------------------------------

seven <- c("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
counterpart <- c(anger = "angry", disgust = "disgust", fear = "fear", joy = "happy", sadness = "sad",
  surprise = "surprise", low = "neutral")
confusion <- function(part, kind, key) {
  names <- if (kind == "seven") seven else setdiff(seven, "neutral")
  part <- part[!is.na(part$category) & (kind == "seven" | part$category != "low"), ]
  # The first of equal ones.
  strongest <- names[max.col(as.matrix(part[names]), ties.method = "first")]
  other <- counterpart[part$category]
  number(paste0(key, ".n"), nrow(part))
  number(paste0(key, ".same"), sum(other == strongest, na.rm = TRUE))
  number(paste0(key, ".comparable"), sum(!is.na(other)))
}
for (kind in c("seven", "six")) {
  for (scope in scopes) {
    part <- if (scope == "all") rows else of_rater(sub("^rater\\.", "", scope))
    confusion(part, kind, paste("confusion", kind, scope, sep = "."))
  }
}

# --- high arousal -------------------------------------------------------------------------------------------------------

ratable <- table_of("ratable-minutes")
high <- reported$value[reported$key == "high_arousal.level"]
number("high_arousal.level", high)
for (scope in scopes) {
  rater <- sub("^rater\\.", "", scope)
  own <- if (scope == "all") ratable else ratable[ratable$rater == rater, ]
  part <- if (scope == "all") rows else of_rater(rater)
  number(paste0("high_arousal.", scope, ".share"), if (nrow(own) == 0) NA else mean(own$arousal >= high))
  positive <- part$arousal >= high
  # Mann-Whitney: ties count one half.
  counts <- as.numeric(table(factor(positive, c(TRUE, FALSE))))
  number(paste0("high_arousal.", scope, ".auc"), if (any(counts == 0)) NA
  else (sum(rank(part$nonspecific)[positive]) - counts[1] * (counts[1] + 1) / 2) / prod(counts))
}

# --- sessions -----------------------------------------------------------------------------------------------------------

for (key in grep("^session\\..*\\.r$", reported$key, value = TRUE)) {
  id <- sub("^session\\.(.*)\\.([0-9]+)\\.r$", "\\1 \\2", key)
  part <- rows[rows$session_id == id, ]
  number(key, r_of(part$nonspecific, part$arousal))
}

# --- summaries of the minute, single expressions, neighbouring minutes --------------------------------------------------

associations <- function(key, part, x, y) {
  reported_number(paste0(key, ".r"), r_of(x, y))
  reported_number(paste0(key, ".within"), within(part, part$session_id, x, y))
  reported_number(paste0(key, ".rho"), r_of(rank(x), rank(y)))
}
for (target in c("mode", "peak")) {
  rated <- rows[!is.na(if (target == "mode") rows$arousal else rows$peak), ]
  known <- rated[!is.na(rated$median), ]
  part <- if (nrow(known) > 0) known else rated
  y <- if (target == "mode") part$arousal else part$peak
  for (summary in c("mean", "median", "p90", "maximum", "share_above", "bursts")) {
    x <- if (summary == "mean") part$nonspecific else part[[summary]]
    associations(paste("aggregate", target, summary, sep = "."), part, x, y)
  }
}
for (name in seven) associations(paste0("expression.", name), rows, rows[[name]], rows$arousal)

machine <- table_of("machine-minutes")
machine_id <- paste(machine$patient, machine$session, machine$minute)
for (lag in -2:2) {
  x <- machine$nonspecific[match(paste(rows$session_id, rows$minute + lag), machine_id)]
  part <- rows[!is.na(x), ]
  associations(paste0("lag.", lag), part, x[!is.na(x)], part$arousal)
}
