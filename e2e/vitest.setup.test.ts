import { expect, it } from 'vitest'

it('has no network in unit tests', async () => {
  const reached = await fetch('http://203.0.113.7/').then(
    () => 'reached',
    (error: Error) => String(error.cause),
  )
  expect(reached).toContain('the network is off')
})
