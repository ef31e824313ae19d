import { type Html, html } from './html.ts'

export type Shell = {
  title: string
  /** `phone`: one column as on a phone; `wide`: a page for the desk. */
  kind: 'phone' | 'wide'
  /** Read by the script: how add-ons are opened. */
  open?: string
  script?: boolean
  /** Addresses of style sheets in addition to the simulator's own. */
  styles?: string[]
}

const ownStyles = ['base', 'phone', 'chat', 'pages', 'wide'].map((name) => `/static/${name}.css`)

export function layout({ title, kind, open = 'auto', script = false, styles = [] }: Shell, body: Html): string {
  const document = html`<!doctype html>
<html lang="fa" dir="rtl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#ffffff">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#171c26">
<title>${title}</title>
<link rel="icon" href="/static/icon.svg" type="image/svg+xml">
${[...ownStyles, ...styles].map((href) => html`<link rel="stylesheet" href="${href}">`)}
${script ? html`<script src="/static/simulator.js" defer></script>` : null}
</head>
<body class="${kind}" data-open="${open}">
${body}
</body>
</html>`
  return document.markup
}
