'use client'

import { useEffect } from 'react'
import { forgetTyped } from './kept-form.ts'

/** On a page that comes after the end: this browser's tab forgets what was typed. */
export function ForgetTyped() {
  useEffect(() => forgetTyped(), [])
  return null
}
