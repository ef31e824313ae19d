import { NextResponse } from 'next/server'

// Without one, that of the folders above would be built in. It meets no call.
export const config = { matcher: ['/nothing'] }

export const proxy = (): NextResponse => NextResponse.next()
