// Under LC_ALL=C or POSIX, Chromium names the language "en-US@posix", which Intl refuses; uPlot hands it to Intl
// when it is loaded. This runs before any library.
try {
  Intl.getCanonicalLocales(navigator.language);
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  Object.defineProperty(navigator, "language", { value: "en-US", configurable: true });
}
