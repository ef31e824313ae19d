import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BotMessage,
  type Button,
  buttonGrid,
  dynamicActionButton,
  type OutgoingMessage,
  serverLinkButton,
} from './buttons.ts'
import { checkBotMessage, checkMessage, maxCaptionLength } from './check-message.ts'
import { oddTexts } from './fixtures/odd-texts.ts'
import { iconNames } from './icons.ts'
import { parseIncoming } from './incoming.ts'

const follow = serverLinkButton({ icon: 'LOCAL_SHIPPING', caption: 'پیگیری' }, { shipment: 'ord_81' })
const status = dynamicActionButton({ icon: 'INFO', caption: 'وضعیت' }, { shipment: 'ord_81' })
const link = (url: string): Button => ({ action: { open_direct_link: url }, caption: 'راهنما' })
const help = link('https://app.example/help')

const withButtons = (rows: Button[][]): OutgoingMessage => ({
  text: 'درخواست ارسال کالا ثبت شد.',
  senderButtons: buttonGrid(rows),
  receiverButtons: null,
})

const withButton = (button: unknown) => ({ ...withButtons([]), senderButtons: { rows: [{ buttons: [button] }] } })

describe('checkMessage', () => {
  it('accepts three rows of three, with and without icons', () => {
    const row = [follow, status, help]
    expect(checkMessage(withButtons([row, row, row]))).toEqual({ ok: true })
    expect(checkMessage({ text: 'متن', senderButtons: null, receiverButtons: buttonGrid([[follow]]) })).toEqual({
      ok: true,
    })
  })

  it.each([
    ['a fourth row', withButtons([[follow], [follow], [follow], [follow]]), /more than 3 rows/],
    ['a fourth button', withButtons([[follow, follow, follow, follow]]), /more than 3 buttons/],
    ['an empty row', withButtons([[]]), /empty row/],
    ['an icon that is not on the list', withButton({ ...follow, icon: 'REAL_STATE' }), /icons/],
    ['an icon of a brand', withButton({ ...follow, icon: 'BRAND_DIVAR' }), /icons/],
    ['an empty caption', withButton({ ...follow, caption: ' ' }), /caption: is empty/],
    ['a caption of 50 characters', withButton({ ...follow, caption: 'س'.repeat(50) }), /49/],
    ['a caption with NUL', withButton({ ...follow, caption: 'a\0' }), /not allowed/],
    ['nested data', withButton({ ...follow, action: { open_server_link: { data: { a: { b: '1' } } } } }), /action/],
    ['a number as data', withButton({ ...follow, action: { get_dynamic_action: { data: { a: 1 } } } }), /action/],
    ['data that would not come back', withButton(serverLinkButton({ caption: 'x' }, { a: 'x'.repeat(257) })), /action/],
    ['two actions', withButton({ ...follow, action: { ...follow.action, ...help.action } }), /action/],
    ['a link that is no web address', withButton(link('javascript:alert(1)')), /action/],
    ['no action', withButton({ caption: 'x' }), /action/],
    ['the deprecated icon_name', withButton({ ...follow, icon_name: 'INFO' }), /wrong shape/],
    ['an empty text', { ...withButtons([]), text: ' \n' }, /text: is empty/],
    ['a text with half a pair', { ...withButtons([]), text: 'a\ud800' }, /not allowed/],
    ['neither text nor medium', { ...withButtons([]), text: '', mediaToken: null }, /text: is empty/],
    ['both text and medium', { ...withButtons([]), mediaToken: 'm-1' }, /text: must be empty beside a media token/],
    ['an empty media token', { ...withButtons([]), mediaToken: '' }, /mediaToken: is not a media token/],
    ['a media token with a line break', { ...withButtons([]), text: '', mediaToken: 'a\nb' }, /not a media token/],
    ['a media token that is no text', { ...withButtons([]), text: '', mediaToken: 5 }, /mediaToken: has a wrong shape/],
    ['the grid of a chatbot', { text: 'متن', buttons: null }, /wrong shape/],
    ['no message at all', null, /message/],
  ])('refuses %s', (_, message, reason) => {
    const checked = checkMessage(message)
    expect(checked).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
  })

  it('accepts a caption of 49 characters', () => {
    expect(checkMessage(withButton({ ...follow, caption: 'س'.repeat(49) }))).toEqual({ ok: true })
  })

  const keys = fc.oneof(fc.constantFrom('a', 'shipment_id', 'x.y-z', 'constructor', 'k'.repeat(65)), oddTexts)

  it('accepts only data that a tap returns unchanged', () => {
    fc.assert(
      fc.property(fc.dictionary(keys, fc.oneof(oddTexts, fc.constant('plain')), { maxKeys: 22 }), (data) => {
        if (!checkMessage(withButton(serverLinkButton({ caption: 'x' }, data))).ok) return
        const back = parseIncoming({ apiVersion: '2' }, { source: 'CHAT_MESSAGE_ACTION', extra_data: data })
        expect(back.kind === 'launch' && back.launch.data).toEqual({ ...data })
      }),
      { numRuns: 300 },
    )
  }, 60_000)
})

describe('the content of a message', () => {
  it('is a text, or a medium with an empty text', () => {
    const media = { text: '', mediaToken: 'bWVkaWE=', senderButtons: null, receiverButtons: buttonGrid([[follow]]) }
    expect(checkMessage(media)).toEqual({ ok: true })
    expect(checkMessage({ ...withButtons([[follow]]), mediaToken: null })).toEqual({ ok: true })
    expect(checkMessage({ ...withButtons([[follow]]), mediaToken: undefined })).toEqual({ ok: true })
    expect(checkBotMessage({ text: '', mediaToken: 'bWVkaWE=', buttons: null })).toEqual({ ok: true })
  })
})

describe('checkBotMessage', () => {
  const ofBot = (rows: Button[][]): BotMessage => ({ text: 'نوبت شماست.', buttons: buttonGrid(rows) })

  it('accepts a board of nine, and no buttons', () => {
    const cell = dynamicActionButton({ caption: 'ـ' }, { cell: '1' })
    const row = [cell, cell, cell]
    expect(checkBotMessage(ofBot([row, row, row]))).toEqual({ ok: true })
    expect(checkBotMessage({ ...ofBot([]), buttons: null })).toEqual({ ok: true })
  })

  it.each([
    ['a fourth row', ofBot([[follow], [follow], [follow], [follow]]), /buttons.rows: has more than 3 rows/],
    ['nested data', ofBot([[{ ...follow, action: { open_server_link: { data: { a: {} } } } } as never]]), /action/],
    ['an empty text', { ...ofBot([[follow]]), text: ' ' }, /text: is empty/],
    ['both text and medium', { ...ofBot([]), mediaToken: 'm-1' }, /beside a media token/],
    ['the grids of two sides', withButtons([[follow]]), /wrong shape|buttons/],
    ['no message at all', undefined, /message/],
  ])('refuses %s', (_, message, reason) => {
    expect(checkBotMessage(message)).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
  })

  const buttons = fc.record(
    {
      action: fc.oneof(
        fc.constant(follow.action),
        fc.constant(help.action),
        fc.dictionary(fc.constantFrom('a', 'b.c', '__proto__'), oddTexts).map((data) => ({
          get_dynamic_action: { data },
        })),
      ),
      caption: fc.oneof(
        oddTexts,
        fc.integer({ min: 0, max: 60 }).map((length) => 'س'.repeat(length)),
      ),
      icon: fc.constantFrom('INFO', 'HELP', 'BRAND_DIVAR', ''),
    },
    { requiredKeys: ['action', 'caption'] },
  )
  const rows = fc.array(fc.record({ buttons: fc.array(buttons, { maxLength: 4 }) }), { maxLength: 4 })
  const bodies = fc.record(
    { text: fc.oneof(oddTexts, fc.constant('متن')), mediaToken: fc.constantFrom(null, '', 'm-1', 'a b') },
    { requiredKeys: ['text'] },
  )

  it('accepts only messages within every limit of Divar, exactly as checkMessage does', () => {
    fc.assert(
      fc.property(bodies, fc.option(fc.record({ rows })), (body, grid) => {
        const checked = checkBotMessage({ ...body, buttons: grid })
        expect(checked.ok).toBe(checkMessage({ ...body, senderButtons: null, receiverButtons: grid }).ok)
        if (!checked.ok) return
        expect(body.text.trim() === '').toBe(Boolean(body.mediaToken))
        expect(body.text).not.toMatch(/\0|\p{Surrogate}/u)
        expect(grid?.rows.length ?? 0).toBeLessThanOrEqual(3)
        for (const { buttons: row } of grid?.rows ?? []) {
          expect(row.length).toBeGreaterThan(0)
          expect(row.length).toBeLessThanOrEqual(3)
          for (const { caption, icon } of row) {
            expect(caption.trim()).not.toBe('')
            expect([...caption].length).toBeLessThanOrEqual(maxCaptionLength)
            if (icon !== undefined) expect(iconNames).toContain(icon)
          }
        }
      }),
      { numRuns: 500 },
    )
  }, 60_000)
})

describe('iconNames', () => {
  it('are the 654 names of the contract, without brands and without repeats', () => {
    expect(new Set(iconNames).size).toBe(654)
    expect(iconNames.filter((name) => name.startsWith('BRAND_'))).toEqual([])
    expect(iconNames).toEqual(
      expect.arrayContaining(['LOCAL_SHIPPING', 'MOPED', 'CHECK_CIRCLE', 'CANCEL', 'INFO', 'HELP']),
    )
  })
})
