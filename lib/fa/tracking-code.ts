/** A tracking code as it is shown, in groups: `XK4-M7P-2Q8`. Draw it left to right. */
export const formatTrackingCode = (code: string): string =>
  [code.slice(0, 3), code.slice(3, 6), code.slice(6)].filter((group) => group !== '').join('-')
