import path from 'node:path'

const top = path.join(import.meta.dirname, '..')
const color = (name) => `rgb(var(--${name}) / <alpha-value>)`
const tone = (name) => ({ DEFAULT: color(name), soft: color(`${name}-soft`), ink: color(`${name}-ink`) })

/** @type {import('tailwindcss').Config} */
export default {
  content: [path.join(top, 'app/**/*.{ts,tsx}'), path.join(top, 'components/**/*.{ts,tsx}')],
  future: { hoverOnlyWhenSupported: true },
  theme: {
    screens: { pair: '24rem', sm: '40rem' },
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      page: color('page'),
      surface: color('surface'),
      sunken: color('sunken'),
      ink: color('ink'),
      muted: color('muted'),
      line: color('line'),
      control: color('control'),
      focus: color('focus'),
      brand: { ...tone('brand'), on: color('brand-on'), strong: color('brand-strong') },
      amber: tone('amber'),
      danger: tone('danger'),
      success: tone('success'),
    },
    fontFamily: {
      sans: ['Vazirmatn', 'Peyk Naskh', 'Peyk Noto', 'Peyk DejaVu', 'Tahoma', 'sans-serif'],
      mono: ['ui-monospace', 'Roboto Mono', 'Consolas', 'monospace'],
    },
    fontSize: {
      xs: ['0.8125rem', '1.375rem'],
      sm: ['0.875rem', '1.5rem'],
      base: ['1rem', '1.75rem'],
      lg: ['1.125rem', '1.875rem'],
      xl: ['1.3125rem', '2rem'],
      '2xl': ['1.625rem', '2.375rem'],
    },
    extend: {
      minHeight: { target: '2.75rem', action: '3.25rem' },
      minWidth: { target: '2.75rem' },
      outlineWidth: { 3: '3px' },
      maxWidth: { column: '30rem' },
      borderRadius: { card: '1rem' },
    },
  },
  plugins: [],
}
