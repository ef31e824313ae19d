const table: Record<string, string> = {}
for (const [sound, letters] of Object.entries({
  b: 'بb',
  p: 'پp',
  t: 'تطt',
  s: 'ثسصs',
  j: 'جژj',
  c: 'چc',
  h: 'حهh',
  x: 'خ',
  d: 'دd',
  z: 'ذزضظz',
  r: 'رr',
  $: 'ش',
  q: 'غقq',
  f: 'فf',
  k: 'کk',
  g: 'گg',
  l: 'لl',
  m: 'مm',
  n: 'نn',
  ks: 'x',
  0: '0123456789',
})) {
  for (const letter of letters) table[letter] = sound
}

const withH: Record<string, string> = { s: '$', c: 'c', k: 'x', g: 'q', z: 'j' }

/**
 * The consonants that one hears in a word of Persian or Latin letters, so that spellings by sound and Finglish meet:
 * «هزینه», «حضینه» and «hazine» are `hzn`, «تیپاکس» and «tipax» `tpks`. Vowels, و and ی are left out, and ه at the end.
 */
export function consonantKey(word: string): string {
  let heard = ''
  for (let at = 0; at < word.length; at++) {
    const letter = word[at] ?? ''
    const pair = word[at + 1] === 'h' ? withH[letter] : undefined
    const sound = pair ?? table[letter]
    if (pair) at += 1
    if (sound && !heard.endsWith(sound)) heard += sound
  }
  return heard.length > 1 && heard.endsWith('h') ? heard.slice(0, -1) : heard || '-'
}
