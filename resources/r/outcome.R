# Expression and treatment outcome. Tables: outcome-patients (patient, dropout), outcome-scores (patient, subscale, pre, post),
# face-minutes (patient, session, minute, seven mean probabilities), arousal-ratings (patient, session, minute, rater, arousal, high).
# Packages: lme4 for the mixed models; without it their numbers are missing. Everything else is base R.

expressions <- c("angry", "disgust", "fear", "happy", "sad", "surprise", "neutral")
measured <- c(expressions, "nonspecific")
groups <- c("good", "poor", "dropout")
last_minute <- 50
first_minutes <- 5

# A correlation with its 95% interval and p; NA where there is none.
correlation <- function(x, y) {
  known <- !is.na(x) & !is.na(y)
  x <- x[known]
  y <- y[known]
  none <- list(n = length(x), r = NA, low = NA, high = NA, p = NA)
  if (length(x) < 3 || length(unique(x)) < 2 || length(unique(y)) < 2) return(none)
  test <- cor.test(x, y)
  interval <- if (is.null(test$conf.int)) c(NA, NA) else test$conf.int
  list(n = length(x), r = unname(test$estimate), low = interval[1], high = interval[2], p = test$p.value)
}

# Two samples, first minus second: t tests of Welch and with a pooled variance, Cohen's d, Hedges' g.
compare <- function(a, b) {
  if (length(a) < 2 || length(b) < 2 || (var(a) == 0 && var(b) == 0)) return(NULL)
  welch <- t.test(a, b)
  pooled <- t.test(a, b, var.equal = TRUE)
  df <- length(a) + length(b) - 2
  d <- (mean(a) - mean(b)) / sqrt(((length(a) - 1) * var(a) + (length(b) - 1) * var(b)) / df)
  list(welch = welch, pooled = pooled, df = df, d = d, unit = sqrt(1 / length(a) + 1 / length(b)),
    g = d * exp(lgamma(df / 2) - lgamma((df - 1) / 2)) * sqrt(2 / df))
}

# End of the 95% interval of d: the noncentrality at which a t below the observed one has probability p.
d_limit <- function(result, p) {
  t <- unname(result$pooled$statistic)
  reach <- 6 + 4 * abs(t) / sqrt(2 * result$df)
  # pt warns far from the root, where its last digits do not matter.
  suppressWarnings(uniroot(function(ncp) pt(t, result$df, ncp) - p, t + c(-reach, reach), tol = 1e-12))$root *
    result$unit
}

# --- Mean ranks, change, groups -------------------------------------------------------------------------------------

scores <- table_of("outcome-scores")
subscales <- unique(scores$subscale)
people <- table_of("outcome-patients")
patients <- people$patient
dropout <- people$dropout == 1

# One row per patient, one column per subscale.
wide <- function(column) {
  values <- sapply(subscales, function(name) {
    own <- scores[scores$subscale == name, ]
    own[[column]][match(patients, own$patient)]
  })
  matrix(as.numeric(unlist(values)), nrow = length(patients))
}
pre <- wide("pre")
post <- wide("post")
completers <- function(values) { values[dropout, ] <- NA; values }
mean_ranks <- function(values) {
  if (ncol(values) == 0) return(rep(NA_real_, nrow(values)))
  ranks <- apply(values, 2, rank, ties.method = "average", na.last = "keep")
  means <- rowMeans(matrix(ranks, nrow = nrow(values)), na.rm = TRUE)
  ifelse(is.nan(means), NA, means)
}

rank_patients <- function(variant) {
  before <- if (variant == "all_available") pre else completers(pre)
  after <- completers(post)
  if (variant == "pooled_pre_post") {
    together <- mean_ranks(rbind(before, after))
    ranked <- data.frame(pre = together[seq_along(patients)], post = together[length(patients) + seq_along(patients)])
  } else {
    ranked <- data.frame(pre = mean_ranks(before), post = mean_ranks(after))
  }
  ranked$patient <- patients
  ranked$delta <- ifelse(dropout, NA, ranked$pre - ranked$post)
  middle <- median(ranked$delta, na.rm = TRUE)
  # Deltas that are equal in exact arithmetic can differ in their last digits: ties within 1e-9 are good.
  ranked$group <- ifelse(dropout, "dropout", ifelse(ranked$delta >= middle - 1e-9, "good", "poor"))
  attr(ranked, "median") <- middle
  ranked
}

variants <- c("completers", "all_available", "pooled_pre_post")
ranked <- lapply(setNames(variants, variants), rank_patients)
for (variant in variants) {
  rows <- ranked[[variant]]
  number(paste0("rank.", variant, ".median_delta"), attr(rows, "median"))
  for (group in groups) number(paste0("rank.", variant, ".n_", group), sum(rows$group == group, na.rm = TRUE))
  for (i in seq_len(nrow(rows))) for (name in c("pre", "post", "delta")) {
    number(paste("rank", variant, rows$patient[i], name, sep = "."), rows[i, name])
  }
}
outcome <- ranked$completers

# --- Expression: minutes with a face, patients' means -----------------------------------------------------------------

minutes <- table_of("face-minutes")
if (nrow(minutes) > 0) {
  minutes$nonspecific <- 1 - minutes$neutral
  minutes$group <- outcome$group[match(minutes$patient, outcome$patient)]
  person <- aggregate(minutes[measured], minutes["patient"], mean)

  # Table 2. The family of the adjustment: seven expressions, four outcomes; nonspecific repeats the tests of neutral.
  measures <- c("pre", "post", "delta", "dropout")
  for (variant in variants) {
    rows <- merge(person, cbind(ranked[[variant]], dropout = as.numeric(dropout)), by = "patient")
    results <- list()
    for (name in measured) for (measure in measures) {
      results[[paste(name, measure, sep = ".")]] <- correlation(rows[[name]], rows[[measure]])
    }
    if (variant != "completers") {
      for (key in names(results)) number(paste0("table2_", variant, ".", key, ".r"), results[[key]]$r)
      next
    }
    family <- as.vector(outer(expressions, measures, paste, sep = "."))
    adjusted <- setNames(p.adjust(sapply(results[family], `[[`, "p"), "BH"), family)
    for (key in names(results)) {
      for (part in c("n", "r", "low", "high", "p")) number(paste("table2", key, part, sep = "."), results[[key]][[part]])
      number(paste0("table2.", key, ".p_bh"), adjusted[[sub("nonspecific", "neutral", key)]])
    }
  }

  # Figure 3: each expression standardised over all minutes 1 to 50.
  z <- minutes[minutes$minute >= 1 & minutes$minute <= last_minute, ]
  z[measured] <- scale(z[measured])
  for (name in measured) for (group in groups) {
    own <- z[which(z$group == group), ]
    if (nrow(own) == 0 || anyNA(own[[name]])) next
    key <- paste("curves", name, group, sep = ".")
    first <- own[[name]][own$minute == 1]
    number(paste0(key, ".mean"), mean(own[[name]]))
    number(paste0(key, ".minute1"), if (length(first) > 0) mean(first) else NA)
    number(paste0(key, ".minute1_se"), if (length(first) > 1) sd(first) / sqrt(length(first)) else NA)
    number(paste0(key, ".minute", last_minute, "_n"), sum(own$minute == last_minute))
  }

  # Groups compared over minutes (nesting ignored, as in the article) and over persons.
  pairs <- combn(groups, 2, simplify = FALSE)
  person$group <- outcome$group[match(person$patient, outcome$patient)]
  for (pair in pairs) for (name in measured) {
    key <- paste(paste(pair, collapse = "-"), name, sep = ".")
    of <- function(rows) lapply(pair, function(group) rows[[name]][which(rows$group == group)])
    two <- of(z)
    result <- if (anyNA(unlist(two))) NULL else compare(two[[1]], two[[2]])
    if (!is.null(result)) {
      number(paste0("minutes.", key, ".welch_t"), result$welch$statistic)
      number(paste0("minutes.", key, ".welch_df"), result$welch$parameter)
      number(paste0("minutes.", key, ".welch_p"), result$welch$p.value)
      number(paste0("minutes.", key, ".pooled_t"), result$pooled$statistic)
      number(paste0("minutes.", key, ".pooled_p"), result$pooled$p.value)
      number(paste0("minutes.", key, ".d"), result$d)
      number(paste0("minutes.", key, ".g"), result$g)
    }
    two <- of(person)
    result <- compare(two[[1]], two[[2]])
    if (!is.null(result)) {
      number(paste0("persons.", key, ".t"), result$welch$statistic)
      number(paste0("persons.", key, ".df"), result$welch$parameter)
      number(paste0("persons.", key, ".p"), result$welch$p.value)
      number(paste0("persons.", key, ".d"), result$d)
      number(paste0("persons.", key, ".g"), result$g)
      number(paste0("persons.", key, ".d_low"), d_limit(result, 0.975))
      number(paste0("persons.", key, ".d_high"), d_limit(result, 0.025))
    }
  }

  # The same minutes by mixed models: z ~ group with random intercepts of patients and of sessions within patients.
  # Degrees of freedom after Satterthwaite as in lmerTest, written out so that lme4 alone is needed: 2 v^2 / (g' A g), v the
  # variance of the contrast, g its derivatives by (theta, sigma), A twice the inverse of the deviance's second derivatives.
  slopes <- function(f, at) sapply(seq_along(at), function(i) {
    h <- 1e-3 * max(0.1, min(1, abs(at[i])))
    v <- sapply(c(-2, -1, 1, 2) * h, function(step) f(replace(at, i, at[i] + step)))
    (v[1] - 8 * v[2] + 8 * v[3] - v[4]) / (12 * h)
  })
  satterthwaite <- function(model, weights) {
    devfun <- update(model, devFunOnly = TRUE)
    state <- environment(devfun)
    n <- nobs(model)
    deviance_at <- function(at) {
      sigma2 <- at[length(at)]^2
      devfun(abs(at[-length(at)]))
      rx <- state$pp$RX()
      state$pp$ldL2() + (state$resp$wrss() + state$pp$sqrL(1)) / sigma2 + n * log(2 * pi * sigma2) +
        2 * sum(log(abs(diag(rx)))) - ncol(rx) * log(2 * pi * sigma2)
    }
    variance_at <- function(at) {
      devfun(abs(at[-length(at)]))
      drop(weights %*% (state$pp$unsc() * at[length(at)]^2) %*% weights)
    }
    at <- c(lme4::getME(model, "theta"), sigma(model))
    second <- sapply(seq_along(at), function(i) {
      h <- 1e-3 * max(0.1, min(1, abs(at[i])))
      v <- lapply(c(-2, -1, 1, 2) * h, function(step) slopes(deviance_at, replace(at, i, at[i] + step)))
      (v[[1]] - 8 * v[[2]] + 8 * v[[3]] - v[[4]]) / (12 * h)
    })
    parts <- eigen((second + t(second)) / 2, symmetric = TRUE)
    slope <- slopes(variance_at, at)
    used <- parts$values > 1e-8
    along <- drop(t(parts$vectors[, used, drop = FALSE]) %*% slope)
    2 * variance_at(at)^2 / sum(2 * along^2 / parts$values[used])
  }
  if (requireNamespace("lme4", quietly = TRUE)) for (name in measured) {
    if (!is_reported(paste0("mixed.", name, "."))) next
    rows <- z[!is.na(z$group), ]
    present <- groups[groups %in% rows$group]
    rows$y <- rows[[name]]
    rows$group <- factor(rows$group, present)
    rows$session <- paste(rows$patient, rows$session)
    nested <- length(unique(rows$session)) > length(unique(rows$patient))
    formula <- if (nested) y ~ 0 + group + (1 | patient) + (1 | session) else y ~ 0 + group + (1 | patient)
    precise <- lme4::lmerControl(optimizer = "bobyqa", optCtrl = list(rhobeg = 0.2, rhoend = 1e-9))
    model <- suppressMessages(lme4::lmer(formula, rows, REML = TRUE, control = precise))
    variance <- as.data.frame(lme4::VarCorr(model))
    variance <- setNames(variance$vcov, variance$grp)
    number(paste0("mixed.", name, ".patient_variance"), variance[["patient"]])
    if (nested) number(paste0("mixed.", name, ".session_variance"), variance[["session"]])
    number(paste0("mixed.", name, ".residual_variance"), variance[["Residual"]])
    for (pair in pairs) {
      if (!all(pair %in% present)) next
      weights <- (present == pair[1]) - (present == pair[2])
      key <- paste0("mixed.", paste(pair, collapse = "-"), ".", name)
      estimate <- sum(weights * lme4::fixef(model))
      se <- sqrt(drop(weights %*% as.matrix(vcov(model)) %*% weights))
      df <- satterthwaite(model, weights)
      number(paste0(key, ".estimate"), estimate)
      number(paste0(key, ".se"), se)
      number(paste0(key, ".df"), df)
      number(paste0(key, ".p"), 2 * pt(-abs(estimate / se), df))
      number(paste0(key, ".d"), estimate / sqrt(sum(variance)))
    }
  }

  # Principal components of the correlation matrix; happy positive on the first, sad on the second component.
  if (is_reported("pca.")) {
    components <- prcomp(minutes[expressions], scale. = TRUE)
    signs <- ifelse(c(components$rotation["happy", 1], components$rotation["sad", 2]) < 0, -1, 1)
    # Fewer minutes than expressions leave components without any variance, which prcomp does not list.
    eigenvalues <- c(components$sdev^2, rep(0, length(expressions)))
    for (i in seq_along(expressions)) number(paste0("pca.eigenvalue.", i), eigenvalues[i])
    for (name in expressions) for (i in 1:2) {
      number(paste("pca.loading", name, i, sep = "."), components$rotation[name, i] * signs[i])
    }
    for (group in groups) if (sum(minutes$group == group, na.rm = TRUE) > 1) for (i in 1:2) {
      number(paste("pca", group, i, sep = "."), mean(components$x[which(minutes$group == group), i]) * signs[i])
    }
  }

  # First minutes: mean of each patient, and that less the mean of the later minutes, against dropout and delta.
  # Exact Mann-Whitney test, ties included: all divisions of the doubled mid-ranks by counting subsets.
  rank_sum_p <- function(a, b) {
    if (min(length(a), length(b)) > 50 || length(a) + length(b) > 120) {
      return(suppressWarnings(wilcox.test(a, b, exact = FALSE)$p.value))
    }
    doubled <- round(2 * rank(c(a, b)))
    ways <- matrix(0, length(a) + 1, sum(doubled) + 1)
    ways[1, 1] <- 1
    for (value in doubled) for (k in seq(length(a), 1)) {
      from <- seq_len(ncol(ways) - value)
      ways[k + 1, from + value] <- ways[k + 1, from + value] + ways[k, from]
    }
    counts <- ways[length(a) + 1, ]
    centre <- length(a) * sum(doubled) / length(doubled)
    far <- abs(seq_along(counts) - 1 - centre) >= abs(sum(doubled[seq_along(a)]) - centre) - 1e-9
    sum(counts[far]) / sum(counts)
  }
  opening <- minutes[minutes$minute <= first_minutes & minutes$patient %in% patients, ]
  later <- minutes[minutes$minute > first_minutes & minutes$minute <= last_minute, ]
  if (nrow(opening) > 0) {
    level <- aggregate(opening[measured], opening["patient"], mean)
    rest <- if (nrow(later) > 0) aggregate(later[measured], later["patient"], mean) else level[0, ]
    rise <- level
    rise[measured] <- level[measured] - rest[match(level$patient, rest$patient), measured]
    for (measure in c("level", "rise")) for (name in measured) {
      rows <- get(measure)
      rows <- rows[!is.na(rows[[name]]), ]
      own <- outcome[match(rows$patient, outcome$patient), ]
      left <- dropout[match(rows$patient, patients)]
      key <- paste("first", name, measure, sep = ".")
      a <- rows[[name]][left]
      b <- rows[[name]][!left]
      r <- correlation(rows[[name]], as.numeric(left))
      with_delta <- correlation(rows[[name]], own$delta)
      number(paste0(key, ".r"), r$r)
      number(paste0(key, ".r_p"), r$p)
      number(paste0(key, ".delta_r"), with_delta$r)
      number(paste0(key, ".delta_p"), with_delta$p)
      result <- compare(a, b)
      if (!is.null(result)) number(paste0(key, ".d"), result$d)
      if (length(a) > 0 && length(b) > 0) {
        # Area under the ROC curve and its standard error after DeLong: placements of each case among the others.
        wins <- outer(a, b, function(x, y) (x > y) + (x == y) / 2)
        spread <- function(placed) if (length(placed) < 2) 0 else var(placed) / length(placed)
        number(paste0(key, ".auc"), mean(wins))
        number(paste0(key, ".auc_se"), sqrt(spread(rowMeans(wins)) + spread(colMeans(wins))))
        if (length(unique(c(a, b))) > 1) {
          number(paste0(key, ".u"), sum(wins))
          number(paste0(key, ".u_p"), rank_sum_p(a, b))
        }
      }
    }
  }
}

# --- Rated arousal and change -----------------------------------------------------------------------------------------

ratings <- table_of("arousal-ratings")
if (is_reported("arousal.")) {
  # A minute counts once, however many raters it has.
  rated <- aggregate(high ~ patient + session + minute, ratings, mean)
  share <- aggregate(high ~ patient, rated, mean)
  share$delta <- outcome$delta[match(share$patient, outcome$patient)]
  share <- share[!is.na(share$delta), ]
  result <- correlation(share$high, share$delta)
  number("arousal.n", nrow(share))
  number("arousal.r", result$r)
  number("arousal.r_p", result$p)
  if (is_reported("arousal.r_squared_line")) {
    number("arousal.r_squared_line", summary(lm(delta ~ high, share))$r.squared)
  }
  if (is_reported("arousal.bend")) {
    parabola <- summary(lm(delta ~ high + I(high^2), share))
    number("arousal.r_squared_parabola", parabola$r.squared)
    number("arousal.bend", parabola$coefficients[3, 1])
    number("arousal.bend_p", parabola$coefficients[3, 4])
  }
}
