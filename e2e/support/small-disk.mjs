// Loaded with --import: while the file of DISK_IS_FULL is there, the system says that every disk has a megabyte left.
import { existsSync, default as fs } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const { statfsSync } = fs
fs.statfsSync = (...given) => {
  const found = statfsSync(...given)
  return existsSync(process.env.DISK_IS_FULL) ? { ...found, bavail: Math.floor(1_048_576 / found.bsize) } : found
}
syncBuiltinESMExports()
