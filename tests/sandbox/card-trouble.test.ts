import { renameSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issuerMock } from '../../mocks/issuer.ts';
import { startMock } from '../../mocks/registry-server.ts';
import { startLawful } from '../lawful/lawful-system.ts';
import { accessFrom } from '../sandbox-access.ts';
import { type System, startSystem } from '../system.ts';
import { findingOf, partOf, textOf } from './card.ts';

describe('the card while VIRTA is down', () => {
  let system: System;
  beforeAll(async () => {
    system = await startSystem({ today: '2026-11-24', environment: { TRUSTED_DOCUMENTS: 'off' } });
    await system.mock('virta').close();
  });
  afterAll(() => system.close());

  it('stands, and says of P13 neither that the right ended nor that it is valid', async () => {
    const response = await fetch(`${system.url}/card?lang=en&person=P13&as=extension`);
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(partOf(html, 'identity')).toContain('Chloe Martin');
    expect(html).toContain('class="fact look-gap" data-state="SOURCE_UNAVAILABLE"');
    const said = `${partOf(html, 'rights')} ${textOf(findingOf(html, 'studyRightValidity'))}`;
    expect(said).toContain('Registry gave no answer');
    expect(said).toContain('Undetermined');
    expect(said).not.toMatch(/Discontinued|Not valid|\bValid\b/);
  });
});

describe('the card without an answer', () => {
  it('says in words that the issuer gave no token, and shows nothing of anybody', async () => {
    const issuer = await startMock(issuerMock, { people: [], now: Date.now }, 0);
    const system = await startSystem({ today: '2026-11-24', environment: accessFrom(issuer.url) });
    await issuer.close();
    const response = await fetch(`${system.url}/card?lang=fi&person=P00`);
    expect(response.status).toBe(503);
    const html = await response.text();
    expect(textOf(html)).toContain('tunnistepalvelu ei antanut tunnistetta, joten mitään ei kysytty');
    expect(html).not.toContain('id="identity"');
    await system.close();
  });

  it('says in words that the gateway does not let the client in', async () => {
    const clients = new URL('card-no-clients.json', import.meta.url).pathname;
    const system = await startSystem({ today: '2026-11-24', environment: { CLIENTS_FILE: clients } });
    const response = await fetch(`${system.url}/card?lang=sv&person=P00`);
    expect(response.status).toBe(503);
    expect(textOf(await response.text())).toContain('Gatewayen godkände inte legitimationen');
    await system.close();
  });

  it('says in words that the disclosure log cannot be written, so that nobody was asked', async () => {
    const system = await startLawful();
    const path = system.place.kind === 'sqlite' ? system.place.path : '';
    renameSync(path, `${path}.away`);
    const response = await fetch(`${system.url}/card?lang=en&person=P00`);
    renameSync(`${path}.away`, path);
    expect(response.status).toBe(503);
    expect(textOf(await response.text())).toMatch(/The disclosure log cannot be written.*AUDIT_UNAVAILABLE/);
    expect(system.called()).toEqual({});
    await system.close();
  });
});
