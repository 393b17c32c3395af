/** What the words of the tables of labels mean, once for all tables. */
export const MEANS = {
  label: "Emotion that the rater named, or neutral: arousal below 3.",
  n: "Rows: a rating with an arousal in a minute with a face. A minute with several raters gives several rows.",
  events: "Rows with the label.",
  correct: "(TP + TN) / n: share of rows that are called rightly, with the label or without.",
  sensitivity: "TP / (TP + FN): of the rows with the label, the share that is called so.",
  specificity: "TN / (TN + FP): of the rows without the label, the share that is called so.",
  ppv: "TP / (TP + FP): of the rows called so, the share that has the label.",
  npv: "TN / (TN + FN): of the rows not called so, the share that lacks the label.",
  auc: "Area under the ROC curve: chance that a row with the label scores higher than one without; .5 is chance.",
  aucWithin:
    "Area under the ROC curve within patients: over all pairs of a row with the label and one without of the same patient, the share in which the former scores higher, ties one half; .5 is chance. How often a patient has the label plays no part.",
  jWithin:
    "Each patient's own sensitivity + specificity − 1, weighted by the patient's pairs of a row with the label and one without; 0 is chance. Patients with rows of one kind have no pairs.",
  constant:
    "Area under the ROC curve, left out, of a constant: every row gets the share of the label among the other patients' rows. A patient with many rows of a label leaves a lower share to the others, so the constant ranks patients the wrong way round: this, not .5, is what a model without predictors reaches with pooled scores.",
  cluster:
    "95% percentile interval: patients drawn with replacement, with all their rows; model and cut of each patient stay as they are.",
  exact: "95% interval after Clopper and Pearson; takes all rows as independent.",
  delong: "95% interval after DeLong, cut to 0 to 1; takes all rows as independent.",
  inSample: "In sample: model and cut were made from these very rows, the patient's intercept included.",
  heldOut:
    "Left out: each patient's rows scored by the fixed effects of a model fitted without the patient, called by the cut chosen without the patient.",
  cut: "Probability from which on a row is called so: the highest sensitivity + specificity − 1 (Youden).",
} as const;
