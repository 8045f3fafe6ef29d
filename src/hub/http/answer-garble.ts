import type { Socket } from 'node:net';
import { PROBLEM_TYPE, type Problem, problemOf } from '../../wire/hub-problem.ts';

/** What the HTTP parser itself gives up on, before there is a request to answer. */
export function answerGarble(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOfGarble(error.code);
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.title}\r\ncontent-type: ${PROBLEM_TYPE}\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

function problemOfGarble(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return problemOf('too_large', 'The headers are too large; 16 KiB are enough.');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return problemOf('invalid_request', 'The request did not arrive in time.');
  return problemOf('invalid_request', 'This is not HTTP/1.1.');
}
