import type { Page } from '@playwright/test'

/** A sheet as it comes out of the printer: in millimetres, and how much is drawn on it. */
export type Sheet = { size: string; drawn: number }

const millimetres = (points: string | undefined) => Math.round((Number(points) * 25.4) / 72)

/** What the browser prints of a page, sheet by sheet. Its PDF has the sheets themselves in plain text. */
export async function printed(page: Page): Promise<Sheet[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const sheets = [...pdf.matchAll(/<<\/Type \/Page\b(?!s)[\s\S]*?>>\s*endobj/g)].map(([sheet]) => {
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(sheet) ?? []
    const [, contents] = /\/Contents (\d+) 0 R/.exec(sheet) ?? []
    const [, length] = new RegExp(`\\n${contents} 0 obj\\s*<<[^>]*?/Length (\\d+)`).exec(pdf) ?? []
    return { size: `${millimetres(width)} x ${millimetres(height)}`, drawn: Number(length ?? 0) }
  })
  return sheets
}
