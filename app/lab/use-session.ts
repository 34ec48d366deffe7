'use client';

import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createLabSession, type LabSession, type SessionState } from './session';
import type { Fault, Parameters } from './simulation/parameters';

/** A run and its number: another number is another run, even of the same parameters. */
export interface RunRequest {
  readonly parameters: Parameters;
  readonly number: number;
}

/** A session for each request; the one before is ended. */
export function useSession(
  request: RunRequest,
  befell: (fault: Fault) => void,
  begun: (session: LabSession) => void,
): LabSession | null {
  const [session, setSession] = useState<LabSession | null>(null);
  const heard = useRef({ befell, begun });
  heard.current = { befell, begun };
  useEffect(() => {
    const created = createLabSession(request.parameters, (fault) => heard.current.befell(fault));
    setSession(created);
    heard.current.begun(created);
    return () => created.close();
  }, [request]);
  return session;
}

export function useSessionState(session: LabSession): SessionState {
  return useSyncExternalStore(session.subscribe, session.state, session.state);
}
