import { describe, expect, it } from 'vitest'
import { imageFrom } from './post-image.ts'

const origins = ['https://*.divarcdn.com', 'http://127.0.0.1:4000']

describe('the picture of a post', () => {
  it.each([
    'https://s101.divarcdn.com/static/a.jpg',
    'https://a.b.divarcdn.com/a.jpg?w=1',
    'http://127.0.0.1:4000/images/camera.svg',
  ])('may be %s', (url) => expect(imageFrom(origins, url)).toBe(url))

  it.each([
    'http://s101.divarcdn.com/a.jpg',
    'https://divarcdn.com/a.jpg',
    'https://evildivarcdn.com/a.jpg',
    'https://s101.divarcdn.com.evil.example/a.jpg',
    'https://s101.divarcdn.com:8443/a.jpg',
    'https://s101.divarcdn.com@evil.example/a.jpg',
    'https://user:secret@s101.divarcdn.com/a.jpg',
    'https://evil.example/https://s101.divarcdn.com/a.jpg',
    'http://127.0.0.1:4001/a.svg',
    'javascript:alert(1)//s101.divarcdn.com/',
    'data:image/svg+xml,<svg/>',
    '//s101.divarcdn.com/a.jpg',
    'a.jpg',
    '',
    null,
    undefined,
  ])('may not be %s', (url) => expect(imageFrom(origins, url)).toBeNull())

  it('is written so that it cannot leave an attribute', () => {
    expect(imageFrom(origins, 'https://s1.divarcdn.com/"><b>')).toBe('https://s1.divarcdn.com/%22%3E%3Cb%3E')
  })
})
