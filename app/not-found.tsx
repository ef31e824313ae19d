import { Problem } from './_screens/problem.tsx'

export default async function NotFound() {
  return await Problem({ code: 'not_found' })
}
