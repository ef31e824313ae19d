export const figuresScriptUrl = '/scripts/page-figures-e359daea788a.js'

/**
 * Has a page measured, once it is loaded and has nothing else to do. Only where the business wants that is any of it there. A browser
 * without `at` would fail inside the library, which then tells half of what it measured.
 */
export function PageFigures({ page, nonce }: { page: string; nonce: string }) {
  return <script nonce={nonce}>{loading(page)}</script>
}

const loading = (page: string) =>
  `addEventListener("load",()=>{if([].at&&navigator.sendBeacon)(window.requestIdleCallback||setTimeout)(()=>{const s=document.createElement("script");s.src="${figuresScriptUrl}";s.dataset.page=${JSON.stringify(page)};document.head.append(s)})})`
