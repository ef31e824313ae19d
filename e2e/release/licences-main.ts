import { licensed, lockFile } from './licences.ts'

console.log('| Package | Version | Licence |\n| ------- | ------- | ------- |')
for (const { name, version, licence } of licensed(lockFile())) console.log(`| ${name} | ${version} | ${licence} |`)
