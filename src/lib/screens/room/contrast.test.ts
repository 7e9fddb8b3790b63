import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('../../../app.css', import.meta.url), 'utf8')
const block = /:root\[data-theme='screen'\] \{([^}]*)\}/.exec(css)?.[1] ?? ''
const tokens = new Map([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, hex]) => [name, hex]))

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((from) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [one, other]
    .map((name) => luminance(tokens.get(name) ?? name))
    .sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const teams = ['ot', 'ct', 'ma', 'sw', 'nt', 'rp']
const tones = ['ok', 'watch', 'concern']
/** Every pair of text and ground on a shared screen. */
const pairs = [
  ...['ink', 'ink-2', 'brand', ...tones].flatMap((text) => [`${text} paper`, `${text} surface`]),
  ...[...teams, ...tones].map((name) => `${name} ${name}-tint`),
  ...[
    'ink sunken',
    'ink brand-tint',
    'ink watch-tint',
    'watch watch-tint',
    'on-brand brand',
    'ink-2 #000000',
  ],
]

test.each(pairs)('on a shared screen %s is AAA', (pair) => {
  const [text = '', ground = ''] = pair.split(' ')
  expect(contrast(text, ground)).toBeGreaterThanOrEqual(7)
})
