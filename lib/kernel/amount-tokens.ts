import { numbersIn } from './spelled-numbers.ts'

/** A part of a typed amount. Of digits: `whole` and `fraction` as they count before a scale, and what they are `alone`. */
export type AmountToken =
  | { kind: 'digits'; whole: string | null; fraction: string; alone: number | null }
  | { kind: 'spelled'; values: number[] }
  | { kind: 'scale'; scale: number }
  | { kind: 'tomans' | 'rials' | 'and' | 'half' }

const listed = <Value>(words: Record<string, Value>) => new Map(Object.entries(words))

const scales = listed({
  ...{ هزار: 1e3, hezar: 1e3, k: 1e3 },
  ...{ میلیون: 1e6, ملیون: 1e6, million: 1e6, milion: 1e6, milyoon: 1e6, mil: 1e6, m: 1e6, م: 1e6 },
  ...{ میلیارد: 1e9, ملیارد: 1e9, milliard: 1e9, milyard: 1e9 },
})

const marks = listed<'tomans' | 'rials' | 'and' | 'half'>({
  ...{
    تومان: 'tomans',
    تومن: 'tomans',
    ت: 'tomans',
    toman: 'tomans',
    tomans: 'tomans',
    tooman: 'tomans',
    irt: 'tomans',
  },
  ...{ ریال: 'rials', rial: 'rials', rials: 'rials', irr: 'rials', و: 'and', نیم: 'half' },
})

/** Words that are also written together with what stands before or behind them: «هزارتومان», «دومیلیون». */
const parting = /(هزار|میلیون|ملیون|میلیارد|ملیارد|تومان|تومن|ریال)/

/** An amount as `searchKey` leaves it, in its parts; null where anything else stands there, too. */
export function amountTokens(key: string): AmountToken[] | null {
  const tokens: (AmountToken | null)[] = []
  const rest = key.replace(/(\p{L}+)|(\d(?:[\d٬٫,،.'’/ ]*\d)?)| /gu, (_, word?: string, number?: string) => {
    if (word !== undefined) tokens.push(...wordTokens(word))
    else if (number !== undefined) tokens.push(numberToken(number.replace(/ *([٬٫,،.'’/]) */g, '$1')))
    return ''
  })
  const known = tokens.filter((token) => token !== null)
  return rest === '' && known.length === tokens.length ? known : null
}

function wordTokens(word: string): (AmountToken | null)[] {
  return word
    .split(parting)
    .filter((part) => part !== '')
    .map((part): AmountToken | null => {
      const [scale, mark] = [scales.get(part), marks.get(part)]
      if (scale !== undefined) return { kind: 'scale', scale }
      if (mark !== undefined) return { kind: mark }
      const values = numbersIn(part)
      return values.length > 0 ? { kind: 'spelled', values } : null
    })
}

/** Thousands parted by one and the same sign, or a decimal fraction, which is an amount only before a scale. */
function numberToken(text: string): AmountToken | null {
  const grouped = /^[1-9]\d{0,2}([٬٫,،.'’/ ])\d{3}((?:\1\d{3})*)$/.exec(text)
  const digits = text.replace(/\D/g, '')
  const isSeveral = grouped !== null && grouped[2] !== ''
  if (isSeveral || /[٬,،'’ ]/.test(grouped?.[1] ?? '')) {
    return { kind: 'digits', whole: digits, fraction: '', alone: Number(digits) }
  }
  // «۲.۵۰۰» is two thousand five hundred; before «میلیون» it may be two and a half, too.
  if (grouped?.[1] === '.') return { kind: 'digits', whole: null, fraction: '', alone: Number(digits) }
  const decimal = /^(0|[1-9]\d*)(?:([.٫/,،])(\d+))?$/.exec(text)
  if (!decimal) return null
  const [, whole = '', sign, fraction = ''] = decimal
  if (sign === undefined) return { kind: 'digits', whole, fraction, alone: Number(whole) }
  const isClear = sign === '٫' || fraction.length !== 3
  return isClear ? { kind: 'digits', whole, fraction, alone: null } : null
}
