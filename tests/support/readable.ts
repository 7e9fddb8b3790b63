import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { Page } from '@playwright/test'
import { join } from 'node:path'

/** A projector, a large screen, and the largest. */
export const sizes = [
  { width: 1280, height: 720 },
  { width: 1920, height: 1080 },
  { width: 3840, height: 2160 },
]

/** Where pictures are put, when they are asked for. */
export const pictures = process.env['PICTURES']

/** Shown at each size in turn, and left at the size it had. */
export async function readableAtEverySize(room: Page, what: string): Promise<void> {
  const was = room.viewportSize()
  for (const size of sizes) {
    await room.setViewportSize(size)
    await readable(room, what)
  }
  if (was) await room.setViewportSize(was)
}

/**
 * Letters of 24 px at least, contrast AAA, nothing cut off at the sides or inside a card; and a picture when they are
 * asked for.
 */
export async function readable(room: Page, what: string): Promise<void> {
  const { width = 0, height = 0 } = room.viewportSize() ?? {}
  if (pictures) await room.screenshot({ path: join(pictures, `${what}-${String(width)}.png`) })
  expect(await room.evaluate(smallLetters), what).toEqual([])
  // Pages are counted anew a moment after the size has changed.
  await expect.poll(() => room.evaluate(cutOff), { message: `${what} at ${String(width)}` }).toEqual([])
  const body = await room.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.scrollHeight,
  ])
  expect(body).toEqual([width, height])
  const { violations } = await new AxeBuilder({ page: room })
    // What is AAA is AA.
    .withRules(['color-contrast-enhanced', 'heading-order', 'list', 'aria-allowed-attr'])
    .analyze()
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${what}: ${id}: ${html}`))).toEqual(
    [],
  )
}

/** In the page: texts of less than 24 px. */
function smallLetters(): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const found: string[] = []
  while (walker.nextNode()) {
    const { parentElement: parent, textContent } = walker.currentNode
    const isUnseen = parent?.closest('script, style, .visually-hidden, #svelte-announcer')
    if (!parent || !textContent?.trim() || isUnseen) continue
    if (Number.parseFloat(getComputedStyle(parent).fontSize) < 24) found.push(textContent.trim())
  }
  return found
}

/**
 * In the page: what hides a part of its own text. Left out are what is cut on purpose: the beginning of a long note, lines
 * that end in “…”, the agenda’s whole lines, sheets that turn.
 */
function cutOff(): string[] {
  const onPurpose = '.note, .note *, .rail ol, .frame, .sheet, .visually-hidden, #svelte-announcer, .bar'
  const found: string[] = []
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    if (element.closest('#svelte-announcer') || element.matches(onPurpose)) continue
    const style = getComputedStyle(element)
    // For a screen reader alone.
    if (style.clipPath === 'inset(50%)') continue
    const hides = style.overflowY !== 'visible'
    const lines = style.webkitLineClamp !== 'none'
    const tall = hides && !lines && element.scrollHeight > element.clientHeight + 2
    const isRow = element.matches('header, footer, .trouble')
    const wide = (isRow || hides) && element.scrollWidth > element.clientWidth + 2
    const dots = style.textOverflow === 'ellipsis'
    if (tall || (wide && !dots)) {
      const said = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 80)
      found.push(`<${element.tagName.toLowerCase()} class="${element.className}"> ${said}`)
    }
  }
  return found
}
