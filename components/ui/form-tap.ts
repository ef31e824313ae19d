'use client'

import type { FormEvent, KeyboardEvent, MouseEvent } from 'react'
import { typedIn } from './kept-form.ts'

/** One tap on a button of a form, with the form as it stood then. */
export type Tap = { form: HTMLFormElement; button: string; data: FormData; typed: string }

export const typedText = (form: HTMLFormElement): string => JSON.stringify(typedIn(form))

const held = new WeakMap<HTMLFormElement, Promise<unknown>>()

/** Has every tap on the form wait until this is done, however it ends: what the form sends is being made. */
export function holdTaps(form: HTMLFormElement, work: Promise<unknown>): void {
  const all = Promise.allSettled([held.get(form), work]).then(() => {
    if (held.get(form) === all) held.delete(form)
  })
  held.set(form, all)
}

/** What a tap on the form waits for; undefined: nothing. */
export const heldTaps = (form: HTMLFormElement): Promise<unknown> | undefined => held.get(form)

/** A button of a form that was pressed; null where none was. */
export type Press = { form: HTMLFormElement; button: HTMLButtonElement | null }

/** What a button is known by. */
export const nameOf = ({ button }: Press): string => `${button?.name ?? ''}=${button?.value ?? ''}`

/** What a press sends, as the form stands now. */
export function tapOf(press: Press): Tap {
  const { form, button } = press
  const data = new FormData(form)
  if (button?.name) data.set(button.name, button.value)
  return { form, button: nameOf(press), data, typed: typedText(form) }
}

/**
 * Which button a form is sent by. Where the browser does not say (Safari before 15.4) it is the one that was clicked;
 * Enter in a field means the main action, which is the button without a name, and not whichever stands first.
 */
export class TapWatch {
  private clicked: HTMLButtonElement | null = null
  private byEnter = false

  readonly handlers = {
    onClickCapture: ({ target }: MouseEvent) => {
      this.clicked = target instanceof Element ? target.closest('button') : null
    },
    onKeyDownCapture: ({ key, target }: KeyboardEvent) => {
      this.byEnter = key === 'Enter' && !(target instanceof HTMLButtonElement)
    },
    onKeyUpCapture: () => {
      this.byEnter = false
    },
  }

  press({ currentTarget: form, nativeEvent }: FormEvent<HTMLFormElement>): Press {
    const main = form.querySelector<HTMLButtonElement>('button[type=submit]:not([name])')
    const { submitter } = nativeEvent as SubmitEvent
    const named = submitter instanceof HTMLButtonElement ? submitter : this.clicked
    return { form, button: this.byEnter ? (main ?? named) : (named ?? main) }
  }
}

/** Has the server draw this page with what was typed in it, by a post as from a browser without scripts. */
export function postAnew(name: string, data: FormData): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.enctype = 'multipart/form-data'
  const add = (field: string, value: string) => {
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name: field, value })
    form.append(input)
  }
  add('$ACTION_ID_renewed', '')
  for (const [field, value] of data) if (typeof value === 'string' && !field.startsWith('$')) add(field, value)
  add('$form', name)
  document.body.append(form)
  form.submit()
}
