import { toPersianDigits } from '#lib/kernel/digits.ts'
import { isolateLtr } from '#lib/kernel/text.ts'
import type { HandoverCode } from '#lib/shipping/index.ts'

const titles: Record<HandoverCode['handover'], string> = {
  pickup: 'کد دادن کالا به مأمور پیک',
  delivery: 'کد تحویل گرفتن کالا',
}

const sentences: Record<HandoverCode['handover'], string> = {
  pickup: 'وقتی مأمور پیک آمد و کالا را گرفت، این کد را به او بگویید. در چت ننویسید و به کس دیگری ندهید.',
  delivery: 'وقتی کالا به دستتان رسید، این کد را به مأمور پیک بگویید. پیش از آن به کسی ندهید و در چت ننویسید.',
}

/** The code of a side on its own page. */
export const handoverView = ({ handover, code }: HandoverCode) => ({
  title: titles[handover],
  code: toPersianDigits(code),
  sentence: sentences[handover],
})

/** «کد دادن کالا به مأمور پیک: ۱۲۳۴»: in the answer to that side's own tap. */
export const handoverLine = ({ handover, code }: HandoverCode): string =>
  `${titles[handover]}: ${isolateLtr(toPersianDigits(code))}`
