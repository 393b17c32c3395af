# --- labels: which emotion the rater named, or neutral, told from six expressions -----------------------------------------

# Labels that the report compares: fewer than ten rows with a label leave the maximum of the likelihood to chance.
label_columns <- c(anger = "anger", disgust = "disgust", fear = "fear", joy = "joy", sadness = "sadness",
  surprise = "surprise", love = "love", neutral = "low")
counterpart <- c(anger = "angry", disgust = "disgust", fear = "fear", joy = "happy", sadness = "sad",
  surprise = "surprise", neutral = "neutral")
expressions <- c("angry", "disgust", "fear", "happy", "sad", "surprise")

# Area under the ROC curve (Mann-Whitney, ties one half) with the standard error of DeLong et al. (1988).
area <- function(y, score) {
  if (requireNamespace("pROC", quietly = TRUE)) {
    curve <- pROC::roc(y, score, levels = c(0, 1), direction = "<", quiet = TRUE)
    interval <- suppressWarnings(as.numeric(pROC::ci.auc(curve, method = "delong")))
    return(list(auc = as.numeric(curve$auc), low = interval[1], high = interval[3]))
  }
  m <- sum(y == 1)
  n <- sum(y == 0)
  all <- rank(score)
  placed1 <- (all[y == 1] - rank(score[y == 1])) / n
  placed0 <- 1 - (all[y == 0] - rank(score[y == 0])) / m
  spread <- function(placed) if (length(placed) < 2) 0 else var(placed) / length(placed)
  auc <- mean(placed1)
  half <- qnorm(0.975) * sqrt(spread(placed1) + spread(placed0))
  list(auc = auc, low = max(0, auc - half), high = min(1, auc + half))
}

# Counts of right and wrong calls at a cut; the cut of Youden: halfway between two scores, the lowest of equal ones.
calls <- function(y, called) c(tp = sum(y & called), fn = sum(y & !called), tn = sum(!y & !called), fp = sum(!y & called))
shares <- function(counts) {
  share <- function(count, of) if (is.na(of) || of == 0) NA else unname(count / of)
  list(
    total_correct = share(counts["tp"] + counts["tn"], sum(counts)),
    sensitivity = share(counts["tp"], counts["tp"] + counts["fn"]),
    specificity = share(counts["tn"], counts["tn"] + counts["fp"]),
    ppv = share(counts["tp"], counts["tp"] + counts["fp"]),
    npv = share(counts["tn"], counts["tn"] + counts["fn"])
  )
}
# Exact 95% interval of a share (Clopper & Pearson 1934).
exact_interval <- function(key, count, of) {
  interval <- if (is.na(of) || of == 0) c(NA, NA) else binom.test(count, of)$conf.int
  number(paste0(key, "_low"), interval[1])
  number(paste0(key, "_high"), interval[2])
}
# Pairs of a row with the label and one without, both of the same patient: how many, in how many the former scores higher
# (ties one half), and the patient's J (sensitivity + specificity - 1) times the pairs.
pairs_within <- function(y, score, called, patient) {
  per_patient <- vapply(split(seq_along(y), patient), function(own) {
    m <- sum(y[own] == 1)
    n <- sum(y[own] == 0)
    wins <- sum(rank(score[own])[y[own] == 1]) - m * (m + 1) / 2
    j <- if (m * n == 0) 0 else mean(called[own][y[own] == 1]) - mean(called[own][y[own] == 0])
    c(pairs = m * n, wins = if (n == 0) 0 else wins, j = m * n * j)
  }, c(pairs = 0, wins = 0, j = 0))
  sums <- rowSums(per_patient)
  if (sums[["pairs"]] == 0) list(auc = NA, j = NA)
  else list(auc = sums[["wins"]] / sums[["pairs"]], j = sums[["j"]] / sums[["pairs"]])
}
youden <- function(y, score) {
  values <- sort(unique(score))
  if (length(values) < 2) return(NA)
  positive <- tabulate(match(score[y == 1], values), length(values))
  negative <- tabulate(match(score[y == 0], values), length(values))
  j <- 1 - cumsum(positive) / sum(positive) + cumsum(negative) / sum(negative) - 1
  best <- which(j >= max(j[-length(j)]) - 1e-12)[1]
  (values[best] + values[best + 1]) / 2
}

# Calibration: Brier score, error over ten bins of equal count, intercept and slope of Cox.
calibrate <- function(key, y, p) {
  log_odds <- qlogis(pmin(pmax(p, 1e-6), 1 - 1e-6))
  bin <- floor(10 * (rank(p, ties.method = "min") - 1) / length(p))
  tight <- list(epsilon = 1e-14, maxit = 100)
  # glm() runs away where log odds of opposite signs stand beside few cases; the score equation has one root.
  large <- if (length(unique(y)) < 2) NA
    else uniroot(function(b) sum(y - plogis(log_odds + b)), c(-60, 60), tol = 1e-14)$root
  slope <- suppressWarnings(glm(y ~ log_odds, family = binomial, control = tight))
  put <- function(name, value) if (paste0(key, name) %in% reported$key) number(paste0(key, name), value)
  put(".brier", mean((y - p)^2))
  put(".ece", sum(abs(tapply(y, bin, sum) - tapply(p, bin, sum))) / length(p))
  put(".intercept", large)
  put(".intercept_se", 1 / sqrt(sum(dlogis(log_odds + large))))
  if (!is.na(coef(slope)[2])) {
    put(".slope", coef(slope)[2])
    put(".slope_se", sqrt(vcov(slope)[2, 2]))
  }
}

# lme4's usual limits stop up to a thousandth of a standard error before the maximum; these reach it. Predictors are
# standardised for the search; what comes out is per unit of probability.
logistic_mixed <- function(y, part, predictors, start = NULL) {
  data <- data.frame(y = y, patient = part$patient)
  data[predictors] <- lapply(part[predictors], function(x) (x - mean(x)) / sd(x))
  formula <- reformulate(c(predictors, "(1 | patient)"), "y")
  control <- lme4::glmerControl(optimizer = "bobyqa", tolPwrss = 1e-12,
    optCtrl = list(rhoend = 1e-9, maxfun = 1e5), calc.derivs = FALSE, check.conv.singular = "ignore")
  suppressWarnings(lme4::glmer(formula, data, family = binomial, nAGQ = 1, control = control, start = start))
}

# Covariance of the fixed effects from the second derivatives of the Laplace deviance over (standard deviation of the
# patients, fixed effects). lme4's own differences can miss a positive definite matrix, and it then gives, with a warning
# alone, the covariance without the uncertainty of the standard deviation. That covariance serves as the measure of the
# steps: along its Cholesky factor the deviance is round, however much predictors go together.
laplace_covariance <- function(model) {
  deviance_at <- suppressWarnings(update(model, devFunOnly = TRUE))
  at <- c(lme4::getME(model, "theta"), lme4::fixef(model))
  size <- length(at)
  direction <- diag(at[1], size)
  direction[-1, -1] <- t(chol(as.matrix(vcov(model, use.hessian = FALSE))))
  step <- 0.01
  moved <- function(i, j, a, b) deviance_at(at + step * (a * direction[, i] + b * direction[, j]))
  hessian <- matrix(0, size, size)
  for (i in seq_len(size)) for (j in seq_len(i)) {
    hessian[i, j] <- hessian[j, i] <-
      (moved(i, j, 1, 1) - moved(i, j, 1, -1) - moved(i, j, -1, 1) + moved(i, j, -1, -1)) / (4 * step^2)
  }
  (direction %*% (2 * solve(hessian)) %*% t(direction))[-1, -1]
}
back_to_units <- function(part, predictors) {
  if (length(predictors) == 0) return(matrix(1))
  center <- colMeans(part[predictors])
  spread <- apply(part[predictors], 2, sd)
  rbind(c(1, -center / spread), cbind(0, diag(1 / spread, length(spread))))
}

if (is_reported("labels.")) {
  scores <- if (has_table("label-scores-left-out")) table_of("label-scores-left-out")
  cuts <- if (has_table("label-cuts-left-out")) table_of("label-cuts-left-out")
  minute_key <- function(part) paste(part$patient, part$session, part$minute)
  at <- if (!is.null(scores)) match(minute_key(rows), minute_key(scores))
  in_sample <- list()
  fitted_labels <- character(0)

  for (label in names(label_columns)) {
    key <- paste0("labels.", label)
    y <- as.numeric(!is.na(rows$category) & rows$category == label_columns[[label]])
    if (is_reported(paste0(key, ".labelled"))) number(paste0(key, ".labelled"), sum(y))

    # The model as in the article: the patient's own intercept is part of the score.
    if (is_reported(paste0(key, ".beta."))) {
      predictors <- expressions[paste0(key, ".beta.", expressions) %in% reported$key]
      model <- logistic_mixed(y, rows, predictors)
      back <- back_to_units(rows, predictors)
      beta <- as.numeric(back %*% lme4::fixef(model))
      number(paste0(key, ".log_likelihood"), as.numeric(logLik(model)))
      sd_patient <- as.numeric(attr(lme4::VarCorr(model)$patient, "stddev"))
      number(paste0(key, ".sd"), sd_patient)
      # Where patients do not differ, the model is an ordinary logistic regression.
      covariance <- if (sd_patient < 1e-4) {
        vcov(glm(y ~ lme4::getME(model, "X") - 1, family = binomial, control = list(epsilon = 1e-14)))
      } else laplace_covariance(model)
      se <- sqrt(diag(back %*% covariance %*% t(back)))
      for (i in seq_along(beta)) {
        term <- c("constant", predictors)[i]
        number(paste0(key, ".beta.", term), beta[i])
        number(paste0(key, ".se.", term), se[i])
      }
      score <- fitted(model)
      fixed <- plogis(as.numeric(lme4::getME(model, "X") %*% lme4::fixef(model)))
      fitted_labels <- c(fitted_labels, label)
      cut <- youden(y, score)
      counts <- calls(y == 1, score >= cut)
      if (!is.na(cut)) in_sample[[label]] <- counts
      of_label <- shares(counts)
      roc <- area(y, score)
      number(paste0(key, ".auc"), roc$auc)
      number(paste0(key, ".auc_low"), roc$low)
      number(paste0(key, ".auc_high"), roc$high)
      number(paste0(key, ".auc_fixed_effects"), area(y, fixed)$auc)
      number(paste0(key, ".auc_within"), pairs_within(y, score, score >= cut, rows$patient)$auc)
      for (name in names(of_label)) number(paste0(key, ".", name), of_label[[name]])
      with(as.list(counts), {
        exact_interval(paste0(key, ".total_correct"), tp + tn, tp + fn + tn + fp)
        exact_interval(paste0(key, ".sensitivity"), tp, tp + fn)
        exact_interval(paste0(key, ".specificity"), tn, tn + fp)
        exact_interval(paste0(key, ".ppv"), tp, tp + fp)
        exact_interval(paste0(key, ".npv"), tn, tn + fn)
      })
      number(paste0(key, ".youden_j"), of_label$sensitivity + of_label$specificity - 1)

      # One patient left out and the model fitted again, as a check of the scores that the report hands out for all.
      refit <- grep(paste0(key, ".refit_without."), reported$key, value = TRUE, fixed = TRUE)
      if (length(refit) == 1) {
        patient <- sub(paste0(key, ".refit_without."), "", refit, fixed = TRUE)
        rest <- rows$patient != patient
        start <- list(theta = max(0.1, sd_patient), fixef = as.numeric(lme4::fixef(model)))
        without <- logistic_mixed(y[rest], rows[rest, ], predictors, start)
        beta_without <- back_to_units(rows[rest, ], predictors) %*% lme4::fixef(without)
        number(refit, mean(plogis(cbind(1, as.matrix(rows[!rest, predictors])) %*% beta_without)))
      }
    }

    # Patients left out: each row's score comes from a model, and its cut from rows, without its patient.
    left_out <- paste0(key, ".left_out")
    if (is_reported(paste0(left_out, "."))) {
      score <- scores[[label]][at]
      cut <- cuts[[label]][match(rows$patient, cuts$patient)]
      # Where all scores of the other patients are equal there is no cut, and no row is called.
      cut[is.na(cut)] <- Inf
      held <- !is.na(score)
      counts <- calls(y[held] == 1, score[held] >= cut[held])
      of_label <- shares(counts)
      roc <- if (length(unique(y[held])) == 2) area(y[held], score[held]) else list(auc = NA, low = NA, high = NA)
      number(paste0(left_out, ".patients"), length(unique(rows$patient[held])))
      for (name in names(of_label)) number(paste0(left_out, ".", name), of_label[[name]])
      within <- pairs_within(y[held], score[held], score[held] >= cut[held], rows$patient[held])
      number(paste0(left_out, ".auc_within"), within$auc)
      number(paste0(left_out, ".j_within"), within$j)
      # What pooled scores are to be read against: every row gets the share of the label among the other patients.
      own_rows <- ave(y, rows$patient, FUN = length)
      constant <- (sum(y) - ave(y, rows$patient, FUN = sum)) / (length(y) - own_rows)
      number(paste0(left_out, ".auc_constant"), if (is.na(roc$auc)) NA else area(y[held], constant[held])$auc)
      number(paste0(left_out, ".auc"), roc$auc)
      number(paste0(left_out, ".auc_low"), roc$low)
      number(paste0(left_out, ".auc_high"), roc$high)
      right <- counts[["tp"]] + counts[["tn"]]
      largest <- max(mean(y[held]), 1 - mean(y[held]))
      number(paste0(left_out, ".p_largest"), pbinom(right - 1, sum(counts), largest, lower.tail = FALSE))
      number(paste0(left_out, ".p_half"), pbinom(right - 1, sum(counts), 0.5, lower.tail = FALSE))
      calibrate(left_out, y[held], score[held])
    }

    # The machine's own mean probability, no model between.
    machine <- paste0(key, ".machine")
    if (is_reported(paste0(machine, "."))) {
      p <- pmin(pmax(rows[[counterpart[[label]]]], 0), 1)
      number(paste0(machine, ".auc"), if (length(unique(y)) == 2) area(y, p)$auc else NA)
      calibrate(machine, y, p)
    }
  }

  # Over the labels above whose models are compared: plain means, and their tables of two by two added up.
  if (length(fitted_labels) > 0) {
    means <- lapply(in_sample, shares)
    total <- if (length(in_sample) > 0) shares(Reduce(`+`, in_sample))
    for (name in c("total_correct", "sensitivity", "specificity")) {
      number(paste0("labels.mean_compared.", name),
        if (length(means) > 0) mean(vapply(means, `[[`, 0, name)) else NA)
      number(paste0("labels.pooled_compared.", name), if (is.null(total)) NA else total[[name]])
    }
  }
}
