const latinZero = 0x30
const arabicZero = 0x660
const persianZero = 0x6f0

const shift = (text: string, digits: RegExp, to: number) =>
  text.replace(digits, (digit) => {
    const code = digit.charCodeAt(0)
    const from = code >= persianZero ? persianZero : code >= arabicZero ? arabicZero : latinZero
    return String.fromCharCode(code - from + to)
  })

/** Persian (۰-۹) and Arabic (٠-٩) digits as 0-9: for every parser. */
export const toLatinDigits = (text: string): string => shift(text, /[۰-۹٠-٩]/g, latinZero)

/** Latin and Arabic digits as ۰-۹: for everything shown. */
export const toPersianDigits = (text: string | number): string => shift(String(text), /[0-9٠-٩]/g, persianZero)

/** Digits of any script as 0-9: each stands in a row of its ten, so that its value is how many stand before it. */
export const anyDigitsToLatin = (text: string): string =>
  text.normalize('NFKC').replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? latinZero
    let value = 0
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++
    return String(value)
  })
