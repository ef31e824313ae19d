/** With 0 to 9 in place of Persian digits. */
export const latin = (text: string | null): string =>
  (text ?? '').replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
