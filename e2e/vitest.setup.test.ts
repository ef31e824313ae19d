import { expect, it } from 'vitest'

it('unit tests have no network', async () => {
  const reached = await fetch('http://203.0.113.7/').then(
    () => 'reached',
    (error: Error) => String(error.cause),
  )
  expect(reached).toContain('the network is off')
})
