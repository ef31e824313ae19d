import { declare, type NamesIn } from '#lib/addon/index.ts'
import { daySeconds } from '#lib/kernel/clock.ts'

export const figuresDeclaration = declare({
  limits: {
    /** What browsers say of the pages that they loaded, of all of them together: no address is kept for it. */
    pageFigures: { key: 'figures', points: 600, seconds: 60 },
  },
  retention: {
    page_figure: { keptSeconds: 90 * daySeconds, after: 'arrival' },
    /** Longer than the longest span that availability is told of. */
    answered_minute: { keptSeconds: 9 * daySeconds, after: 'arrival' },
  },
})

export type FiguresRetentionItem = NamesIn<typeof figuresDeclaration, 'retention'>
