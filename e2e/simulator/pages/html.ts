/** Markup that is safe to put into a page as it stands. */
export type Html = { markup: string }

type Piece = string | number | Html | null | false | Piece[]

/** Text put into the template is escaped; `Html` is not. */
export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  let markup = parts[0] ?? ''
  for (const [index, piece] of pieces.entries()) markup += render(piece) + (parts[index + 1] ?? '')
  return { markup }
}

function render(piece: Piece): string {
  if (piece === null || piece === false) return ''
  if (Array.isArray(piece)) return piece.map(render).join('')
  if (typeof piece === 'object') return piece.markup
  return String(piece).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
