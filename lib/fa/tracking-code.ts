/** A tracking code as it is shown, in groups: `XK4M-7P2Q-8`. Draw it left to right. */
export const formatTrackingCode = (code: string): string =>
  [code.slice(0, 4), code.slice(4, 8), code.slice(8)].filter((group) => group !== '').join('-')
