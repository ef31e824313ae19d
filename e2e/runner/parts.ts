/** The parts that `--only` names, by commas. An unknown one ends the program and names those that there are. */
export function chosenParts(only: string, parts: object): string[] {
  const wanted = only.split(',')
  const strange = wanted.find((name) => !Object.hasOwn(parts, name))
  if (strange === undefined) return wanted
  console.error(`no part named ${strange}; there are ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}
