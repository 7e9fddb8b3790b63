import { describe, expect, it } from 'vitest'
import { narrowed, query } from './rows.ts'
import type { RegisterFilters } from '#lib/reablement/register.ts'

const all: RegisterFilters = { state: 'open', due: 'any', text: '', page: 1 }

describe('the register’s address', () => {
  it('is plain when nothing is chosen', () => {
    expect(query(all)).toBe('')
    expect(narrowed(all)).toBe(false)
  })

  it('keeps what is chosen and drops the page when another is asked for', () => {
    const chosen: RegisterFilters = { ...all, team: 'OT', due: 'overdue', huddle: '2026-11-23', page: 3 }
    expect(query(chosen, { page: 1 })).toBe('?team=OT&due=overdue&huddle=2026-11-23')
    expect(query(chosen, { action: 'a1' })).toBe('?team=OT&due=overdue&huddle=2026-11-23&page=3&action=a1')
  })

  it('never holds the words searched for: they may be a name', () => {
    expect(query({ ...all, text: 'Chauhan' })).not.toContain('Chauhan')
  })
})
