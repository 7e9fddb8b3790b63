import { describe, expect, it } from 'vitest'
import { standardLimits } from './limits.ts'
import { LossWatch } from './loss-watch.ts'
import { Pace } from './pace.ts'

describe('the pace of a colleague', () => {
  it('lets somebody type twenty keys a second for an hour, and comes back after a large paste', () => {
    const pace = new Pace(standardLimits)
    for (let at = 0; at < 3_600_000; at += 50) expect(pace.take('priya', 1, 60, at)).toBe(true)
    expect(pace.take('priya', 1, 60_000, 3_600_000)).toBe(true)
  })

  it('is one for all their connections, and nobody else’s', () => {
    const pace = new Pace(standardLimits)
    for (let count = 0; count < standardLimits.messagesBurst; count += 1) pace.take('priya', 1, 10, 0)
    expect(pace.take('priya', 1, 10, 0)).toBe(false)
    expect(pace.take('dee', 1, 10, 0)).toBe(true)
    pace.tidy(120_000)
    expect(pace.take('priya', 1, 10, 120_000)).toBe(true)
  })
})

describe('the watch over losses', () => {
  const lost = (...notes: [string, number][]) => ({ notes: new Map(notes), cleared: new Set<string>() })

  it('stops who empties note after note, and forgets after ten seconds', () => {
    const watch = new LossWatch(standardLimits)
    for (let note = 0; note < 12; note += 1) watch.count(lost([`e${String(note)}`, 60]), note * 10)
    expect(() => watch.count(lost(['e12', 60]), 200)).toThrow('too many notes')
    expect(() => watch.count(lost(['e12', 60]), 10_050)).not.toThrow()
  })

  it('minds neither small corrections in many notes nor one note rewritten over and over', () => {
    const watch = new LossWatch(standardLimits)
    for (let note = 0; note < 113; note += 1) watch.count(lost([`e${String(note)}`, 3]), note)
    for (let time = 0; time < 7; time += 1) watch.count(lost(['e0', 4_000]), 200 + time)
    expect(() => watch.count(lost(['e0', 4_000]), 300)).toThrow('too much text')
  })

  it('stops who takes away everybody’s marks', () => {
    const watch = new LossWatch(standardLimits)
    const cleared = new Set(Array.from({ length: 41 }, (_, index) => `e${String(index)}`))
    expect(() => watch.count({ notes: new Map(), cleared }, 0)).toThrow('too many marks')
  })
})
