/** Puts the focus into the first field of a dialog's form, where the next entry begins. */
export function focusFirst(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
}
