import { searchKey } from '#lib/kernel/text.ts'

/** A part of a message that is read by itself, and whether a question mark ends it. */
export type Segment = { words: string[]; isAsked: boolean }

/** Longer ones are read in windows, so that a question drowns in no long text, and time stays in proportion to it. */
const maxSegmentLength = 40
const overlap = 20

// Ends of sentences, a number that opens a point of a list, and a plus that joins two wishes.
const ends = /(?<=[!?؟…;؛]|\.(?!\d))|(?<=^| )(?=\d{1,2} ?[-.)](?!\d))|(?<= )\+(?= )/u

/** A half-space parts words, and a new line sentences, before what only looks alike is made alike. */
const keyOf = (text: string) => searchKey(text.replace(/\u200c/g, ' ').replace(/[\n\r]+/g, '. '))

/** The sentences of a text with the words of each under their search keys. */
export const sentencesOf = (text: string): Segment[] =>
  keyOf(text)
    .split(ends)
    .map((key) => ({ words: wordsIn(key), isAsked: key.includes('?') || key.includes('؟') }))
    .filter(({ words }) => words.length > 0)

/** All sentences as one, however long. */
export const wholeOf = (sentences: readonly Segment[]): Segment => ({
  words: sentences.flatMap(({ words }) => words),
  isAsked: sentences.some(({ isAsked }) => isAsked),
})

/** The whole message where it is short, and each of its sentences where there are several. */
export function segmentsOf(sentences: readonly Segment[]): Segment[] {
  const parts = sentences.flatMap(windows)
  const whole = wholeOf(sentences)
  return sentences.length < 2 || whole.words.length > maxSegmentLength ? parts : [whole, ...parts]
}

/** A letter stretched for the sound of it stands once. */
const wordsIn = (key: string): string[] =>
  joinedVerbs(key.replace(/([^\d ])\1{2,}/g, '$1').match(/[\p{L}\p{N}]+/gu) ?? [])

function windows({ words, isAsked }: Segment): Segment[] {
  if (words.length <= maxSegmentLength) return [{ words, isAsked }]
  const step = maxSegmentLength - overlap
  return Array.from({ length: Math.ceil((words.length - overlap) / step) }, (_, index) => ({
    words: words.slice(index * step, index * step + maxSegmentLength),
    isAsked,
  }))
}

/** «می فرستید» is written with a space as often as without. */
function joinedVerbs(words: readonly string[]): string[] {
  const joined: string[] = []
  for (const word of words) {
    const last = joined.at(-1)
    if (last === 'می' || last === 'نمی') joined[joined.length - 1] = last + word
    else joined.push(word)
  }
  return joined
}

const greetings = new Set(
  'سلام درود وقت وقتتون بخیر صبح عصر شب روز روزتون خسته نباشید نباشی عزیز عزیزم ممنون مرسی ببخشید لطفا salam slm'.split(
    ' ',
  ),
)

/** Said before or after what is meant. */
export const isGreeting = (word: string): boolean => greetings.has(word)
