export const regularFontUrl = '/fonts/vazirmatn-33.0.3-400.woff2'

/** Fetches the regular weight along with the page; the bold one waits until the style sheet asks for it. */
export function FontPreload() {
  return <link rel="preload" href={regularFontUrl} as="font" type="font/woff2" crossOrigin="anonymous" />
}
