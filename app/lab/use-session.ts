'use client';

import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createLabSession, type LabSession, type SessionState } from './session';
import type { Fault, Parameters } from './simulation/parameters';

/** A run and its number: another number is another run, even of the same parameters. */
export interface RunRequest {
  readonly parameters: Parameters;
  readonly number: number;
  /** At once, or when somebody says so. */
  readonly plays: boolean;
}

/** A session for each request; the one before is ended. */
export function useSession(
  request: RunRequest,
  befell: (fault: Fault) => void,
  play: (session: LabSession) => void,
): LabSession | null {
  const [session, setSession] = useState<LabSession | null>(null);
  const heard = useRef({ befell, play });
  heard.current = { befell, play };
  useEffect(() => {
    const created = createLabSession(request.parameters, (fault) => heard.current.befell(fault));
    setSession(created);
    if (request.plays) heard.current.play(created);
    return () => created.close();
  }, [request]);
  return session;
}

export function useSessionState(session: LabSession): SessionState {
  return useSyncExternalStore(session.subscribe, session.state, session.state);
}
