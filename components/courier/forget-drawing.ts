/** What Next's router was given with the document, which it has read by the time the page is loaded. */
const given = 'self.__next_f'

/**
 * Takes out of the document what it brought along for the router: all that was drawn first, once more. It would keep in the
 * page, as long as that stays open, the addresses of stops that have gone from it.
 */
export function forgetDrawing(): () => void {
  const forget = () => {
    for (const script of document.querySelectorAll('script')) if (script.text.includes(given)) script.remove()
  }
  if (document.readyState === 'complete') forget()
  else addEventListener('load', forget)
  return () => removeEventListener('load', forget)
}
