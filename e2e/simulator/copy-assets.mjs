// Files that the code reads at run time: tsc copies none.
import { cpSync } from 'node:fs'

for (const path of ['static', 'data/icons.json']) cpSync(path, `dist/${path}`, { recursive: true })
