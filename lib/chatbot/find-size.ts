import type { ParcelSize } from '#lib/shipping/index.ts'
import { squeezed } from './words.ts'

/** The sizes, smallest first. */
export const sizes: readonly ParcelSize[] = ['envelope', 'small', 'medium', 'large', 'xlarge']

// The types of shipping are known here, not its values; the compiler holds this list complete.
const stems: Record<ParcelSize, readonly string[]> = {
  envelope: [
    'پاکت',
    'نامه',
    'نامس',
    'مدرک',
    'مدارک',
    'سند',
    'اسناد',
    'paket',
    'pakat',
    'envelope',
    'madrak',
    'madarek',
    'nameh',
  ],
  small: [
    ...['کوچک', 'کوچیک', 'کوچولو', 'کوچلو', 'کوچکتر', 'کوچیکتر', 'کوچکو', 'کوچیکو', 'اسمال'],
    ...['kochik', 'kuchik', 'kochak', 'kuchak', 'kocholo', 'kucholo', 'kocholu', 'kucholu', 'small'],
  ],
  medium: [
    ...['متوسط', 'متوسطو', 'مدیوم', 'medium', 'mediom', 'motevaset', 'motavaset', 'motavasat', 'motevasat'],
    'motvaset',
  ],
  large: ['بزرگ', 'بزرگو', 'بزرگتر', 'گنده', 'گندس', 'گندست', 'لارج', 'bozorg', 'bozorgtar', 'gonde', 'large'],
  xlarge: ['بزرگترین', 'خیلیبزرگ', 'xl', 'xlarge'],
}

/** What is said after a size: "is", "a", "-s", a diminutive. «بزرگراه» and «بزرگوار» end with none of them. */
const persianEnds = [
  'ه',
  'ی',
  'یه',
  'یی',
  'س',
  'ست',
  'است',
  'هست',
  'هس',
  'ئه',
  'عه',
  'ایه',
  'ا',
  'ها',
  'های',
  'هاست',
  'هان',
  'ن',
  'ش',
  'شه',
]
const envelopeEnds = ['م', 'مه', 'ای', 'مون', 'مونه', 'هام', 'هامه']
const latinEnds = [
  'e',
  'eh',
  'ee',
  'i',
  'ie',
  'ye',
  'iye',
  's',
  'se',
  'st',
  'ast',
  'hast',
  'esh',
  'eshe',
  'ha',
  'tar',
  'tare',
  'o',
]

const forms = new Map<string, ParcelSize>()
for (const size of sizes)
  for (const stem of stems[size]) {
    const ends = /[a-z]/.test(stem) ? latinEnds : persianEnds
    const own = size === 'envelope' ? envelopeEnds : []
    for (const end of ['', ...ends, ...own]) forms.set(squeezed(stem + end), size)
  }

const intense = new Set(
  [
    'خیلی',
    'بسیار',
    'زیادی',
    'بینهایت',
    'فوقالعاده',
    'فوق',
    'حسابی',
    'kheili',
    'kheyli',
    'kheli',
    'khayli',
    'very',
    'extra',
    'x',
    'ایکس',
  ].map(squeezed),
)
const between = new Set(['هم', 'خیلی', 'العاده', 'ham', 'kheili', 'kheyli'].map(squeezed))
const denied = new Set(['نیست', 'نیستش', 'نیس', 'نیستن', 'نیستند', 'نبود', 'نباشه', 'نمیشه', 'nist', 'not'])
/** «پدر بزرگ», «به بزرگی …», «تهران شهر بزرگی است»: no parcel. */
const before = new Set([
  'پدر',
  'مادر',
  'کوچه',
  'خیابان',
  'خیابون',
  'میدان',
  'بلوار',
  'محله',
  'مامان',
  'بابا',
  'شهر',
  'آقای',
  'اقای',
  'خانم',
  'به',
  'خدای',
])
const behind = new Set(
  'راه راهی راهها راهه وار واری وارید وارم سال سالان سالی منش مهر زاده داشت کردی کردید کردین رسان نگاری'.split(' '),
)

/** The parcel size that the words name; null: none, or two between which they do not choose. */
export function findSize(spoken: readonly string[]): ParcelSize | null {
  const words = spoken.map(squeezed)
  const found = new Set(words.flatMap((_, at) => sizeAt(words, at) ?? []))
  // A small envelope is an envelope.
  if (found.has('envelope')) return 'envelope'
  const [only, ...others] = found
  return others.length === 0 ? (only ?? null) : null
}

function sizeAt(words: readonly string[], at: number): ParcelSize | null {
  const size = forms.get(words[at] ?? '') ?? null
  const [last = '', next = ''] = [words[at - 1], words[at + 1]]
  if (size === null || denied.has(next) || behind.has(next)) return null
  if (size !== 'large') return size
  if (before.has(last)) return null
  const intensified = intense.has(last) || (between.has(last) && intense.has(words[at - 2] ?? ''))
  if (!intensified) return 'large'
  // «نه خیلی بزرگ» denies it.
  return words.slice(Math.max(0, at - 3), at).includes('نه') ? null : 'xlarge'
}

export const sizeOf = (word: string | undefined): ParcelSize | null => sizes.find((size) => size === word) ?? null
