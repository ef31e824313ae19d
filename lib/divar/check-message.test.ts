import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Button,
  buttonGrid,
  directLinkButton,
  dynamicActionButton,
  type OutgoingMessage,
  serverLinkButton,
} from './buttons.ts'
import { checkMessage } from './check-message.ts'
import { oddTexts } from './fixtures/odd-texts.ts'
import { iconNames } from './icons.ts'
import { parseIncoming } from './incoming.ts'

const follow = serverLinkButton({ icon: 'LOCAL_SHIPPING', caption: 'پیگیری' }, { shipment: 'ord_81' })
const status = dynamicActionButton({ icon: 'INFO', caption: 'وضعیت' }, { shipment: 'ord_81' })
const help = directLinkButton({ caption: 'راهنما' }, 'https://app.example/help')

const withButtons = (rows: Button[][]): OutgoingMessage => ({
  text: 'درخواست ارسال کالا ثبت شد.',
  senderButtons: buttonGrid(rows),
  receiverButtons: null,
})

const withButton = (button: unknown) => ({ ...withButtons([]), senderButtons: { rows: [{ buttons: [button] }] } })

describe('checkMessage', () => {
  it('takes three rows of three, with and without icons', () => {
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
    ['a link that is no web address', withButton(directLinkButton({ caption: 'x' }, 'javascript:alert(1)')), /action/],
    ['no action', withButton({ caption: 'x' }), /action/],
    ['the deprecated icon_name', withButton({ ...follow, icon_name: 'INFO' }), /wrong shape/],
    ['an empty text', { ...withButtons([]), text: ' \n' }, /text: is empty/],
    ['a text with half a pair', { ...withButtons([]), text: 'a\ud800' }, /not allowed/],
    ['no message at all', null, /message/],
  ])('refuses %s', (_, message, reason) => {
    const checked = checkMessage(message)
    expect(checked).toMatchObject({ ok: false, reason: expect.stringMatching(reason) })
  })

  it('takes a caption of 49 characters', () => {
    expect(checkMessage(withButton({ ...follow, caption: 'س'.repeat(49) }))).toEqual({ ok: true })
  })

  const keys = fc.oneof(fc.constantFrom('a', 'shipment_id', 'x.y-z', 'constructor', 'k'.repeat(65)), oddTexts)

  it('lets through only data that comes back whole from a tap', () => {
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

describe('iconNames', () => {
  it('are the 654 names of the contract, without brands and without repeats', () => {
    expect(new Set(iconNames).size).toBe(654)
    expect(iconNames.filter((name) => name.startsWith('BRAND_'))).toEqual([])
    expect(iconNames).toEqual(
      expect.arrayContaining(['LOCAL_SHIPPING', 'MOPED', 'CHECK_CIRCLE', 'CANCEL', 'INFO', 'HELP']),
    )
  })
})
