/**
 * Windows' spooler through PowerShell 5.1, which every Windows has: `winspool.drv` for the bytes (OpenPrinter, StartDocPrinter
 * with the data type RAW, WritePrinter: Microsoft's "Print Spooler API"), its own cmdlets for the state. The text is always the
 * same; queue, title, file and job come in as environment variables, so that no name can ever be a command.
 * NOT RUN on the machine where this was written: see the test of its shape.
 */
const NATIVE = `
Add-Type -TypeDefinition @'
using System;
using System.ComponentModel;
using System.Runtime.InteropServices;
public static class PackhouseSpooler {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  class DocInfo { public string Name; public string Output; public string DataType; }
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern bool OpenPrinterW(string name, out IntPtr printer, IntPtr defaults);
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  static extern int StartDocPrinterW(IntPtr printer, int level, [In] DocInfo info);
  [DllImport("winspool.drv", SetLastError = true)]
  static extern bool StartPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)]
  static extern bool WritePrinter(IntPtr printer, byte[] bytes, int count, out int written);
  [DllImport("winspool.drv", SetLastError = true)]
  static extern bool EndPagePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)]
  static extern bool EndDocPrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)]
  static extern bool AbortPrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)]
  static extern bool ClosePrinter(IntPtr printer);
  public static int Send(string queue, string title, byte[] bytes) {
    IntPtr printer;
    if (!OpenPrinterW(queue, out printer, IntPtr.Zero)) throw new Win32Exception();
    try {
      DocInfo info = new DocInfo();
      info.Name = title;
      info.DataType = "RAW";
      int job = StartDocPrinterW(printer, 1, info);
      if (job == 0) throw new Win32Exception();
      try {
        if (!StartPagePrinter(printer)) throw new Win32Exception();
        for (int at = 0; at < bytes.Length; ) {
          byte[] rest = new byte[Math.Min(65536, bytes.Length - at)];
          Array.Copy(bytes, at, rest, 0, rest.Length);
          int written;
          if (!WritePrinter(printer, rest, rest.Length, out written) || written == 0) throw new Win32Exception();
          at += written;
        }
        if (!EndPagePrinter(printer) || !EndDocPrinter(printer)) throw new Win32Exception();
      } catch { AbortPrinter(printer); throw; }
      return job;
    } finally { ClosePrinter(printer); }
  }
}
'@
`;

const OPENING = `
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Console]::OutputEncoding = [Text.Encoding]::UTF8
$queue = $env:PACKHOUSE_QUEUE
`;

/** Prints `job N`; exit code 3 means that the spooler was given nothing that it kept. */
export const SUBMIT_SCRIPT = `${OPENING}${NATIVE}
try {
  $bytes = [IO.File]::ReadAllBytes($env:PACKHOUSE_FILE)
  $job = [PackhouseSpooler]::Send($queue, $env:PACKHOUSE_TITLE, $bytes)
} catch { [Console]::Error.WriteLine($_.Exception.Message); exit 3 }
[Console]::Out.WriteLine("job $job")
`;

/** Prints `queue STATUS`, or `missing`. */
export const HEALTH_SCRIPT = `${OPENING}
$printer = Get-Printer | Where-Object { $_.Name -eq $queue }
if ($null -eq $printer) { [Console]::Out.WriteLine('missing') }
else { [Console]::Out.WriteLine("queue $($printer.PrinterStatus)") }
`;

/** Prints `job STATUS`, or `gone`. */
export const STATE_SCRIPT = `${OPENING}
$job = Get-PrintJob -PrinterName $queue | Where-Object { $_.Id -eq [int]$env:PACKHOUSE_JOB }
if ($null -eq $job) { [Console]::Out.WriteLine('gone') }
else { [Console]::Out.WriteLine("job $($job.JobStatus)") }
`;

/** Prints `cancelled`. */
export const CANCEL_SCRIPT = `${OPENING}
Remove-PrintJob -PrinterName $queue -ID ([int]$env:PACKHOUSE_JOB)
[Console]::Out.WriteLine('cancelled')
`;

/** As `-EncodedCommand` wants it: UTF-16 little endian, base64. */
export function encodedCommand(script: string): string {
  return Buffer.from(script, 'utf16le').toString('base64');
}
