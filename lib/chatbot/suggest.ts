import type { Skill } from './skill.ts'
import { keyOf, wordsOf } from './words.ts'

const enough = 0.5
// A word that a phrase shares with others says less than the phrase.
const wordWeight = 0.7
// A verb of any sentence, and by its letters most of «کجاست».
const sayingNothing = 'است'
const maxWords = 12
const maxWordLength = 30

/** The skills of the menu whose phrases are most like the words, the nearest first, three at most. */
export function nearest(words: readonly string[], skills: readonly Skill[]): Skill[] {
  const first = words.filter((word) => word.length <= maxWordLength && word !== sayingNothing).slice(0, maxWords)
  const spoken = first.flatMap((word, index) => [word, word + (first[index + 1] ?? '')])
  const likeness = ({ words: phrases }: Skill) =>
    Math.max(0, ...phrases.flatMap(keysOf).flatMap(({ key, weight }) => spoken.map((one) => weight * alike(one, key))))
  return skills
    .filter(({ entry }) => entry !== null)
    .map((skill) => ({ skill, score: likeness(skill) }))
    .filter(({ score }) => score >= enough)
    .sort((one, two) => two.score - one.score)
    .slice(0, 3)
    .map(({ skill }) => skill)
}

const keysOf = (phrase: string) => [
  { key: keyOf(phrase), weight: 1 },
  ...wordsOf(phrase).flatMap((word) => (word.length > 2 ? [{ key: word, weight: wordWeight }] : [])),
]

/** Shared pairs of neighbouring letters, from 0 to 1 (Dice). */
function alike(one: string, two: string): number {
  const [pairs, others] = [pairsOf(one), pairsOf(two)]
  const shared = pairs.filter((pair) => others.includes(pair)).length
  return pairs.length + others.length === 0 ? 0 : (2 * shared) / (pairs.length + others.length)
}

function pairsOf(word: string): string[] {
  const letters = Array.from(word)
  return letters.slice(1).map((letter, index) => (letters[index] ?? '') + letter)
}
