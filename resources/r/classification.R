# Classification of labelled clips: people and models against the truth and against each other.
# labels.csv has a row for every clip, dimension and judge. Base R alone; with the package irr its kappas would be
#   irr::kappam.fleiss(answers)  and  irr::kappa2(answers[, c("a", "b")])

labels <- table_of("labels")

# Truth by answer over the same classes in the same order.
truth_by_answer <- function(truth, answer, classes) table(factor(truth, classes), factor(answer, classes))

# log10 of the one-sided exact binomial p, P(X >= right); binom.test(right, n, p, "greater")$p.value underflows.
log10_p <- function(right, n, p) if (p >= 1) NA else pbinom(right - 1, n, p, lower.tail = FALSE, log.p = TRUE) / log(10)

# Sensitivity and so on of each class against all others (caret::confusionMatrix, mode = "everything").
class_measures <- function(counts) {
  tp <- diag(counts)
  fn <- rowSums(counts) - tp
  fp <- colSums(counts) - tp
  tn <- sum(counts) - tp - fn - fp
  sensitivity <- tp / (tp + fn)
  specificity <- tn / (tn + fp)
  list(sensitivity = sensitivity, specificity = specificity, precision = tp / (tp + fp),
    f1 = 2 * tp / (2 * tp + fp + fn), balanced_accuracy = (sensitivity + specificity) / 2)
}

# Cohen's kappa with the large-sample standard error of Fleiss, Cohen and Everitt (1969).
cohen_kappa <- function(counts) {
  n <- sum(counts)
  if (n == 0) return(list(n = n, kappa = NA, low = NA, high = NA))
  p <- counts / n
  rows <- rowSums(p)
  columns <- colSums(p)
  observed <- sum(diag(p))
  expected <- sum(rows * columns)
  if (any(rows == 1 & columns == 1)) return(list(n = n, kappa = NA, low = NA, high = NA))
  kappa <- (observed - expected) / (1 - expected)
  # A cell weighs by the shares of its two classes: that of the column's class among the truths, and of the row's
  # among the answers.
  weight <- outer(columns, rows, "+")
  spread <- sum(p * ((diag(nrow(p)) * (1 - expected)) - weight * (1 - observed))^2)
  variance <- (spread - (observed * expected - 2 * expected + observed)^2) / (n * (1 - expected)^4)
  se <- sqrt(max(0, variance))
  # Kappa lies between -1 and 1, and so does what is said of it; without spread (se 0) there is no interval.
  if (se == 0) return(list(n = n, kappa = kappa, low = NA, high = NA))
  list(n = n, kappa = kappa, low = max(-1, kappa - qnorm(.975) * se), high = min(1, kappa + qnorm(.975) * se))
}

# Fleiss' kappa; `units` holds for every clip how many people named each class.
fleiss_kappa <- function(units) {
  if (nrow(units) == 0) return(NA)
  people <- sum(units[1, ])
  shares <- colSums(units) / sum(units)
  if (any(shares == 1)) return(NA)
  observed <- mean((rowSums(units^2) - people) / (people * (people - 1)))
  expected <- sum(shares^2)
  (observed - expected) / (1 - expected)
}

put <- function(values, ...) {
  for (name in names(values)) number(paste(..., name, sep = "."), values[[name]])
}

slug <- function(name) gsub("^-|-$", "", gsub("[^a-z0-9]+", "-", tolower(name)))
dimensions <- unique(labels$dimension)
ids <- slug(dimensions)
ids <- ifelse(duplicated(ids), paste0(ids, "-", seq_along(ids)), ids)

for (d in seq_along(dimensions)) {
  id <- ids[d]
  judged <- labels[labels$dimension == dimensions[d] & !is.na(labels$truth), ]
  judges <- unique(judged[c("judge", "kind")])
  for (judge in judges$judge)
    number(paste("answered", dimensions[d], judge, sep = "."), sum(!is.na(judged$answer[judged$judge == judge])))
  judged <- judged[!is.na(judged$answer), ]
  if (nrow(judged) == 0) next
  all_labels <- labels[labels$dimension == dimensions[d] & !is.na(labels$truth), ]
  classes <- sort(unique(c(all_labels$truth, judged$answer)), method = "radix")
  judges <- judges[judges$judge %in% judged$judge, ]
  humans <- judges$judge[judges$kind == "human"]
  models <- judges$judge[judges$kind == "model"]

  # A row for each clip, a column for each judge.
  clips <- unique(judged$clip)
  answers <- sapply(judges$judge, function(judge) {
    own <- judged[judged$judge == judge, ]
    own$answer[match(clips, own$clip)]
  })
  answers <- matrix(answers, nrow = length(clips), dimnames = list(clips, judges$judge))
  truth <- judged$truth[match(clips, judged$clip)]
  right <- answers == truth

  # ---- Each judge against the truth (tables 3 and 4)
  for (judge in judges$judge) {
    counts <- truth_by_answer(truth, answers[, judge], classes)
    n <- sum(counts)
    correct <- sum(diag(counts))
    measures <- class_measures(counts)
    exact <- binom.test(correct, n)$conf.int
    put(list(n = n, correct = correct, accuracy = correct / n, accuracy_low = exact[1], accuracy_high = exact[2],
      uar = mean(measures$sensitivity, na.rm = TRUE), macro_f1 = mean(measures$f1, na.rm = TRUE),
      log10_p_chance = log10_p(correct, n, 1 / length(classes)),
      log10_p_largest = log10_p(correct, n, max(rowSums(counts)) / n)), id, judge)
    kappa <- cohen_kappa(counts)
    key <- paste0("truth-", judge)
    number(paste(id, "kappa", key, sep = "."), kappa$kappa)
    put(kappa[c("n", "low", "high")], id, "kappa", key)
  }
  accuracy_of <- function(rows, judge) mean(right[rows, judge], na.rm = TRUE)
  uar_of <- function(rows, judge)
    mean(class_measures(truth_by_answer(truth[rows], answers[rows, judge], classes))$sensitivity, na.rm = TRUE)
  if (length(humans) > 0) {
    accuracies <- sapply(humans, function(judge) accuracy_of(seq_along(clips), judge))
    put(list(accuracy = mean(accuracies), accuracy_sd = sd(accuracies),
      uar = mean(sapply(humans, function(judge) uar_of(seq_along(clips), judge)))), id, "people")
  }

  # ---- Each class (table 5): every model, and the people's answers counted together
  by_class <- function(who, counts) {
    measures <- class_measures(counts)
    for (name in names(measures)) for (class in classes)
      number(paste(id, who, class, name, sep = "."), measures[[name]][[class]])
  }
  for (model in models) by_class(model, truth_by_answer(truth, answers[, model], classes))
  if (length(humans) > 0) {
    pooled <- Reduce(`+`, lapply(humans, function(judge) truth_by_answer(truth, answers[, judge], classes)))
    by_class("pooled", pooled)
    kappa <- cohen_kappa(pooled)
    number(paste0(id, ".kappa.truth-pooled"), kappa$kappa)
    number(paste0(id, ".kappa.truth-pooled.n"), kappa$n)
  }

  # ---- Models beside people
  complete <- function(who) which(rowSums(is.na(answers[, who, drop = FALSE])) == 0)
  for (model in models) {
    if (length(humans) == 0) next
    rows <- complete(c(model, humans))
    if (length(rows) > 0) {
      put(list(accuracy = accuracy_of(rows, model) - mean(sapply(humans, accuracy_of, rows = rows)),
        uar = uar_of(rows, model) - mean(sapply(humans, uar_of, rows = rows))), id, "difference", model)
    }
    for (human in humans) {
      both <- complete(c(model, human))
      model_only <- sum(right[both, model] & !right[both, human])
      person_only <- sum(!right[both, model] & right[both, human])
      differing <- model_only + person_only
      exact <- if (differing == 0) 1 else binom.test(model_only, differing)$p.value
      chi_square <- if (differing == 0) NA
        else mcnemar.test(factor(right[both, model], c(TRUE, FALSE)), factor(right[both, human], c(TRUE, FALSE)))$statistic
      put(list(model_only = model_only, person_only = person_only, p_exact = exact, chi_square = chi_square),
        id, "mcnemar", paste0(model, "-", human))
    }
  }

  # ---- Agreement of two judges, and the mean of a model's with the people
  pair_kappa <- function(a, b) {
    kappa <- cohen_kappa(truth_by_answer(answers[, a], answers[, b], classes))
    key <- paste0(id, ".kappa.", a, "-", b)
    number(key, kappa$kappa)
    number(paste0(key, ".n"), kappa$n)
    kappa$kappa
  }
  for (model in models) {
    if (length(humans) == 0) next
    kappas <- sapply(humans, function(human) pair_kappa(model, human))
    number(paste0(id, ".kappa.", model, "-people"), mean(kappas))
    number(paste0(id, ".kappa.", model, "-people.n"), length(complete(c(model, humans))))
  }
  if (length(humans) < 2) next
  invisible(combn(humans, 2, function(pair) pair_kappa(pair[1], pair[2])))

  # ---- Agreement among the people
  rows <- complete(humans)
  named <- t(vapply(rows, function(row) as.numeric(table(factor(answers[row, humans], classes))), numeric(length(classes))))
  if (length(classes) == 1) named <- t(named)
  hits <- rowSums(right[rows, humans, drop = FALSE])
  fleiss <- function(key, units) {
    number(paste0(id, ".kappa.fleiss.", key), fleiss_kappa(units))
    number(paste0(id, ".kappa.fleiss.", key, ".n"), nrow(units))
  }
  fleiss("all", named)
  fleiss("right_or_wrong", cbind(length(humans) - hits, hits))
  for (model in models) {
    fleiss(paste0(model, "_right"), named[which(right[rows, model]), , drop = FALSE])
    fleiss(paste0(model, "_wrong"), named[which(!right[rows, model]), , drop = FALSE])
  }
  fleiss("majority_right", named[2 * hits > length(humans), , drop = FALSE])
  fleiss("majority_wrong", named[2 * hits <= length(humans), , drop = FALSE])
}

# ---- The coarser label that follows from the finer one (valence from emotion)
for (fine in dimensions) for (coarse in dimensions) {
  if (!is_reported(paste0("nested.", fine, "-", coarse, "."))) next
  of <- function(dimension) labels[labels$dimension == dimension, ]
  both <- merge(of(fine), of(coarse), by = c("clip", "judge"), suffixes = c(".fine", ".coarse"))
  known <- unique(both[!is.na(both$truth.fine) & !is.na(both$truth.coarse), c("truth.fine", "truth.coarse")])
  both$derived <- known$truth.coarse[match(both$answer.fine, known$truth.fine)]
  both <- both[!is.na(both$answer.coarse) & !is.na(both$truth.coarse) & !is.na(both$derived), ]
  for (judge in unique(labels$judge)) {
    own <- both[both$judge == judge, ]
    put(list(contradictions = sum(own$derived != own$answer.coarse), given = mean(own$answer.coarse == own$truth.coarse),
      derived = mean(own$derived == own$truth.coarse)), paste0("nested.", fine, "-", coarse), judge)
  }
}
