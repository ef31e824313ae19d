const scheme = /(?:^|[^a-z0-9])(?:[a-z][a-z0-9+.-]*:(?:\/\/|\?|q=)|(?:geo|mailto):|www\.)/i
/** A host with something behind it, or with an ending that no abbreviation has: «St.No.12/3» is none. */
const host =
  /(?:^|[^a-z0-9.-])(?:[a-z0-9-]+\.)+(?:[a-z]{2,24}[/?#]|(?:com|ir|org|net|info|app|io|xyz|online|site|shop|gl|ly|me|co|link|page|dev)(?![a-z0-9-]))/i
/** A handle or an e-mail address. */
const at = /@[\p{L}\p{N}_]/u

/** A full stop as it is written where a plain one is refused: in brackets, of another script, apart before a known ending. */
const dot = /\s?[[({<]\s?[.。]\s?[\])}>]\s?|。|\s\.\s?(?=(?:com|ir|org|net)(?![a-z0-9-]))/gi

/** Whether a text holds a link, an e-mail address or a handle: a courier who reads it on paper cannot follow it. */
export function holdsLink(text: string): boolean {
  const plain = text.normalize('NFKC').replace(dot, '.')
  return [scheme, host, at].some((pattern) => pattern.test(plain))
}
