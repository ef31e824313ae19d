import type { Page } from '@playwright/test'
import type { Control } from '../../simulator/index.ts'
import { answersTo, ask, expectAnswer, idOf, messages, newest, openBot } from '../../support/chatbot.ts'
import { expect, test } from '../../support/fixtures.ts'

test.describe.configure({ timeout: 180_000 })

const [mine, theirs] = ['❌', '⭕']
const numbers = ['۱', '۲', '۳', '۴', '۵', '۶', '۷', '۸', '۹']
const lines = ['012', '345', '678', '036', '147', '258', '048', '246'].map((line) => [...line].map(Number))

const marksOn = (board: readonly string[], mark: string): number => board.filter((one) => one === mark).length

/** Where a careful person moves: a win, else what stops one, else the middle, a corner, an edge. */
function carefulMove(board: readonly string[]): number {
  const missing = (mark: string) =>
    lines
      .filter((line) => line.filter((cell) => board[cell] === mark).length === 2)
      .flatMap((line) => line.filter((cell) => isFree(board, cell)))
  const choices = [...missing(mine), ...missing(theirs), ...[4, 0, 2, 6, 8, 1, 3, 5, 7]]
  const cell = choices.find((one) => isFree(board, one))
  if (cell === undefined) throw new Error('the board is full')
  return cell
}

const isFree = (board: readonly string[], cell: number): boolean => board[cell] === numbers[cell]

/** The captions of the board in the newest message. */
async function readBoard(page: Page): Promise<string[]> {
  const cells = newest(page).getByRole('button')
  await expect(cells).toHaveCount(9)
  return await cells.allTextContents()
}

/** Taps a cell of the newest board; the next board is the newest message then. */
async function move(page: Page, cell: number): Promise<string[]> {
  const before = await messages(page).count()
  await newest(page).getByRole('button').nth(cell).click()
  await expect(messages(page)).toHaveCount(before + 1)
  return await readBoard(page)
}

test('a game is played to a draw by taps, and a tap on the finished board starts the next', async ({
  page,
  divar,
  stack,
}) => {
  await openBot(page, stack, idOf(divar, 'سارا محمدی'))
  await ask(page, 'بازی دوز', 'شما شروع کنید')
  let board = await readBoard(page)
  expect(board).toEqual(numbers)
  for (let moves = 1; marksOn(board, mine) + marksOn(board, theirs) < 9; moves++) {
    board = await move(page, carefulMove(board))
    expect([marksOn(board, mine), marksOn(board, theirs)]).toEqual([moves, Math.min(moves, 4)])
  }
  await expectAnswer(page, 'مساوی شدیم!')
  board = await move(page, 4)
  await expectAnswer(page, 'این بار من شروع کردم')
  expect([marksOn(board, mine), marksOn(board, theirs)]).toEqual([0, 1])
  await ask(page, 'از نو', 'شما شروع کنید')
  expect(await readBoard(page)).toEqual(numbers)
})

test('the chatbot wins against careless play and never loses', async ({ page, divar, stack }) => {
  await openBot(page, stack, idOf(divar, 'سارا محمدی'))
  await ask(page, 'دوز', 'شما شروع کنید')
  let board = await readBoard(page)
  while ((await newest(page).textContent())?.includes('بردم') !== true) {
    board = await move(
      page,
      board.findLastIndex((_, cell) => isFree(board, cell)),
    )
    expect(await newest(page).textContent()).not.toContain('شما بردید')
  }
  await expectAnswer(page, 'این دست را من بردم')
})

test('a tap on a taken cell or an old board changes nothing and says so', async ({ page, divar, stack }) => {
  await openBot(page, stack, idOf(divar, 'سارا محمدی'))
  const first = await ask(page, 'دوز', 'شما شروع کنید')
  const firstAt = (await messages(page).count()) - 1
  await expect(first.getByRole('button')).toHaveCount(9)
  const board = await move(page, 0)
  const count = await messages(page).count()
  const toast = page.getByRole('alert')
  for (const mark of [mine, theirs]) {
    await newest(page).getByRole('button').nth(board.indexOf(mark)).click()
    await expect(toast).toHaveText('این خانه پر است. یک خانهٔ خالی را انتخاب کنید.')
    await expect(messages(page)).toHaveCount(count)
  }
  await messages(page).nth(firstAt).getByRole('button').nth(8).click()
  await expect(toast).toHaveText('این صفحه قدیمی است. صفحهٔ تازهٔ بازی را فرستادم.')
  await expect(messages(page)).toHaveCount(count + 1)
  expect(await readBoard(page)).toEqual(board)
})

test('several taps at once make one move', async ({ divar }) => {
  const userId = idOf(divar, 'سارا محمدی')
  divar.botSay({ userId, text: 'دوز' })
  await expect.poll(() => answersTo(divar, userId).length).toBe(1)
  const on = boardsOf(divar, userId)[0]
  const taps = ['۱', '۹', '۱', '۳', '۹'].map(
    async (caption) => await divar.botTap({ userId, caption, messageId: on?.id }),
  )
  const toasts = (await Promise.all(taps)).map(({ text }) => text)
  await expect.poll(() => answersTo(divar, userId).length).toBe(6)
  expect(toasts.filter((text) => text === 'پاسخ را در همین گفت‌وگو فرستادم.')).toHaveLength(1)
  for (const text of toasts) expect(text).toMatch(/فرستادم\.$/)
  const boards = boardsOf(divar, userId)
    .slice(1)
    .map(({ captions }) => captions)
  expect(new Set(boards.map((captions) => captions.join(''))).size).toBe(1)
  expect([marksOn(boards[0] ?? [], mine), marksOn(boards[0] ?? [], theirs)]).toEqual([1, 1])
})

const boardsOf = (divar: Control, userId: string) =>
  divar
    .bot({ userId })
    .messages.filter(({ byApp, buttons }) => byApp && buttons.flat().length === 9)
    .map(({ id, buttons }) => ({ id, captions: buttons.flat().map(({ caption }) => caption) }))
