# Action units of videos against a severity score, after Mineur et al. (2024).
# videos.csv has a row for each video, variables.csv says what its columns are. Base R; lme4 for the mixed models.

videos <- table_of("videos")
variables <- table_of("variables")
covariates <- variables$variable[variables$role == "covariate"]
units <- variables$variable[variables$role == "unit"]
severity_name <- variables$variable[variables$role == "severity"]
covariate <- function(name) videos[[paste("covariate", name)]]
of_unit <- function(name) videos[[paste("unit", name)]]

# ---- Sample (table 1): over videos, over people at their first video, over people's means
first <- !duplicated(videos$person)
put <- function(key, values) for (name in names(values)) number(paste(key, name, sep = "."), values[[name]])
describe <- function(variable, values) {
  known <- unique(values[!is.na(values)])
  if (is.numeric(values) && !setequal(known, c(0, 1))) {
    own_means <- tapply(values, factor(videos$person, unique(videos$person)), mean, na.rm = TRUE)
    for (part in c("videos", "people", "own_means")) {
      cases <- switch(part, videos = values, people = values[first], own_means = own_means)
      put(paste("sample", variable, part, sep = "."), list(mean = mean(cases, na.rm = TRUE), sd = sd(cases, na.rm = TRUE)))
    }
  } else for (category in sort(as.character(known), method = "radix")) {
    put(paste("sample", variable, category, sep = "."), list(
      videos.count = sum(values == category, na.rm = TRUE), people.count = sum(values[first] == category, na.rm = TRUE)))
  }
}
for (name in setdiff(covariates, "repeat_video")) describe(name, covariate(name))
if (nrow(videos) > 0) describe(severity_name, videos$severity)

# ---- The design: numbers as they are, categories as dummies with the first as reference; complete videos only
complete <- !is.na(videos$severity)
for (name in covariates) complete <- complete & !is.na(covariate(name))
dummies <- function(values) {
  levels <- sort(unique(as.character(values[complete])), method = "radix")
  sapply(levels[-1], function(level) as.numeric(values == level))
}
design_of <- function(names) {
  columns <- lapply(names, function(name) if (is.numeric(covariate(name))) covariate(name) else dummies(covariate(name)))
  do.call(cbind, c(list(rep(1, nrow(videos))), columns[lengths(columns) > 0]))
}

# Partial correlation of x with severity: Pearson's r of what the design leaves of both (as ppcor::pcor.test). A column
# that earlier ones explain is left out by qr() and costs no degree of freedom.
partial <- function(x, design) {
  rows <- which(complete & !is.na(x))
  decomposed <- qr(design[rows, , drop = FALSE], tol = 1e-7)
  df <- length(rows) - decomposed$rank - 1
  r <- cor(qr.resid(decomposed, x[rows]), qr.resid(decomposed, videos$severity[rows]))
  t <- r * sqrt(df / (1 - r^2))
  half <- if (df > 1) qnorm(.975) / sqrt(df - 1) else NA
  list(n = length(rows), r = r, zero_order = cor(x[rows], videos$severity[rows]), t = t, df = df,
    p = 2 * pt(-abs(t), df), low = tanh(atanh(r) - half), high = tanh(atanh(r) + half))
}

# Each unit with the covariates (table 3), and with a dummy for each person in place of the one for further videos.
without_repeats <- setdiff(covariates, "repeat_video")
designs <- list(partial = design_of(covariates), person = cbind(design_of(without_repeats), dummies(videos$person)))
for (analysis in names(designs)) {
  tested <- units[sapply(units, function(unit) is_reported(paste0(analysis, ".", unit, ".r")))]
  results <- lapply(tested, function(unit) partial(of_unit(unit), designs[[analysis]]))
  adjusted <- p.adjust(sapply(results, `[[`, "p"), "BH")
  for (i in seq_along(tested)) put(paste(analysis, tested[i], sep = "."), c(results[[i]], list(q = adjusted[i])))
}

# ---- Mixed models: severity ~ unit + covariates + (1 | person), both standardised; lmerTest gives the p values
for (unit in units) {
  if (!is_reported(paste0("mixed.", unit, "."))) next
  rows <- which(complete & !is.na(of_unit(unit)))
  data <- data.frame(severity = as.numeric(scale(videos$severity[rows])), unit = as.numeric(scale(of_unit(unit)[rows])),
    person = videos$person[rows])
  data$given <- design_of(without_repeats)[rows, -1, drop = FALSE]
  formula <- if (ncol(data$given) > 0) severity ~ given + unit + (1 | person) else severity ~ unit + (1 | person)
  fit <- suppressMessages(lme4::lmer(formula, data, REML = TRUE,
    control = lme4::lmerControl(optCtrl = list(xtol_abs = 1e-10, ftol_abs = 1e-12), check.conv.singular = "ignore")))
  coefficients <- summary(fit)$coefficients
  put(paste("mixed", unit, sep = "."), list(estimate = coefficients["unit", 1], se = coefficients["unit", 2]))
}

# ---- Complex Morlet transform (Torrence & Compo 1998, omega0 = 6) of the series that are drawn
morlet <- function(x, scale) {
  n <- length(x)
  length_padded <- 2^(trunc(log2(n) + 0.4999) + 1)
  spectrum <- fft(c(x - mean(x), rep(0, length_padded - n)))
  k <- 0:(length_padded - 1)
  omega <- ifelse(k <= length_padded / 2, 2 * pi * k / length_padded, 2 * pi * (k - length_padded) / length_padded)
  daughter <- ifelse(omega > 0, sqrt(2 * pi * scale) * pi^-0.25 * exp(-(scale * omega - 6)^2 / 2), 0)
  (fft(spectrum * daughter, inverse = TRUE) / length_padded)[1:n]
}
if (has_table("series")) {
  series <- table_of("series")
  for (one in unique(series$series)) {
    x <- series$value[series$series == one]
    # An end of the series touches what is nearer to it than sqrt(2) scales: the cone of influence.
    distance <- pmin(seq_along(x) - 1, length(x) - seq_along(x)) / sqrt(2)
    for (scale in 1:100) {
      w <- Mod(morlet(x, scale))
      free <- distance >= scale
      put(paste("cwt", one, scale, sep = "."), list(mean_power = mean(w^2), free_samples = sum(free),
        free_power = mean(w[free]^2), free_amplitude = mean(w[free])))
    }
  }
}

# ---- Mean |W| at each scale against severity, adjusted over all scales and units together
if (has_table("scale-correlations")) {
  power <- table_of("scale-power")
  tested <- table_of("scale-correlations")
  tested <- tested[!is.na(tested$r), c("unit", "scale")]
  power <- split(power, list(power$unit, power$scale), drop = TRUE)
  results <- lapply(seq_len(nrow(tested)), function(i) {
    own <- power[[paste(tested$unit[i], tested$scale[i], sep = ".")]]
    partial(own$free_amplitude[match(videos$video, own$video)], designs$partial)
  })
  adjusted <- p.adjust(sapply(results, `[[`, "p"), "BH")
  for (i in seq_along(results))
    put(paste("scale", tested$unit[i], tested$scale[i], sep = "."), list(r = results[[i]]$r, q = adjusted[i]))
}
