import { openInsert } from '../../../one-insert.ts'

let opened: ReturnType<typeof openInsert> | undefined

// The least that a route of Next can do with the same call: read it, insert one row, answer.
export const POST = async (request: Request) => {
  const body = (await request.json()) as { type?: string }
  // On the first call: a build loads this file, too.
  opened ??= openInsert(process.env.BENCH_DATABASE ?? '')
  const insert = await opened
  await insert(body.type ?? 'none')
  return Response.json({})
}
