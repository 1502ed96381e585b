@echo off
rem Starts Laurel, as bin/laurel does; its data is in .\data of the directory where you stand.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -XX:+ExitOnOutOfMemoryError -Xmx320m %LAUREL_JAVA_OPTIONS% -jar "%~dp0..\laurel-standalone.jar" %*
