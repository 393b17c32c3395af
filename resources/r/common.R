# Computes the numbers of this report again, from the CSV tables in this folder, and compares them with numbers.csv.
#
#   Rscript analysis.R
#
# Needs R 4.0 or newer; the packages are named where they are used. What the columns of the tables hold is written
# in columns.csv. The script ends with a line per number; its exit status is 1 if any differs or is missing.

options(stringsAsFactors = FALSE, warn = 1)

# The folder of this script, wherever R was started.
folder <- local({
  argument <- grep("^--file=", commandArgs(FALSE), value = TRUE)
  sourced <- Filter(Negate(is.null), lapply(sys.frames(), function(frame) frame$ofile))
  if (length(sourced) > 0) dirname(sourced[[length(sourced)]])
  else if (length(argument) > 0) dirname(gsub("~+~", " ", sub("^--file=", "", argument[1]), fixed = TRUE))
  else "."
})

# A CSV of this folder as texts; an empty field is NA. A text such as "NA", "T" or "007" stays as it is.
read_table <- function(name) {
  read.csv(file.path(folder, name), colClasses = "character", na.strings = character(0), check.names = FALSE,
    fileEncoding = "UTF-8")
}

columns <- read_table("columns.csv")

# The table `name` (without ".csv"); its columns are numbers or texts as columns.csv says.
table_of <- function(name) {
  file <- paste0(name, ".csv")
  rows <- read_table(file)
  type <- with(columns[columns$file == file, ], setNames(type, name))
  for (column in names(rows)) {
    rows[[column]][which(rows[[column]] == "")] <- NA
    if (identical(type[[column]], "number")) rows[[column]] <- as.numeric(rows[[column]])
  }
  rows
}

# Is there a table of this name? Where the study lacks data, a report has fewer tables.
has_table <- function(name) file.exists(file.path(folder, paste0(name, ".csv")))

reported <- table_of("numbers")
computed <- new.env()

# Does the report hold a number whose key begins with this? What it does not hold need not be computed.
is_reported <- function(prefix) any(startsWith(reported$key, prefix))

# Puts down what R gives for the number `key`; NA where it has none.
number <- function(key, value) {
  if (length(value) != 1) stop("the number ", key, " has ", length(value), " values")
  if (exists(key, envir = computed, inherits = FALSE)) stop("the number ", key, " was computed twice")
  assign(key, as.numeric(value), envir = computed)
}

# Prints each number of the report beside R's. The same: |R - report| <= tolerance * (1 + |report|).
compare_numbers <- function() {
  if (nrow(reported) == 0) {
    cat("This report holds no numbers.\n")
    return(invisible(TRUE))
  }
  value_of <- function(key) get0(key, envir = computed, inherits = FALSE, ifnotfound = NaN)
  missing <- !vapply(reported$key, exists, TRUE, envir = computed, inherits = FALSE)
  r <- vapply(reported$key, value_of, 0)
  difference <- abs(r - reported$value)
  same <- !missing & ((is.na(reported$value) & is.na(r)) |
    (!is.na(difference) & difference <= reported$tolerance * (1 + abs(reported$value))))
  verdict <- ifelse(missing, "not computed", ifelse(same, "same", "differs"))
  shown <- function(x) ifelse(is.na(x), "-", formatC(x, digits = 10, format = "g"))
  lines <- rbind(
    c("number", "report", "R", "difference", ""),
    cbind(reported$key, shown(reported$value), shown(r), ifelse(is.na(difference), "-", sprintf("%.1e", difference)),
      verdict)
  )
  for (column in 1:4) lines[, column] <- formatC(lines[, column], width = -max(nchar(lines[, column])))
  cat(apply(lines, 1, paste, collapse = "  "), sep = "\n")
  cat(sprintf("%d of %d numbers are the same.\n", sum(same), length(same)))
  if (!all(same) && !interactive()) quit(status = 1)
  invisible(all(same))
}
