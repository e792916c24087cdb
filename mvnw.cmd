@echo off
rem Runs the Maven of .mvn\maven.properties on the JDK 25 or newer that JAVA_HOME names.
setlocal
set "ROOT=%~dp0"
for /f "tokens=1,2 delims==" %%a in (%ROOT%.mvn\maven.properties) do set "%%a=%%b"
if not exist "%JAVA_HOME%\bin\javac.exe" (
    echo MissingJdk: JAVA_HOME names no JDK 1>&2
    echo   looked: "%JAVA_HOME%" 1>&2
    echo   try:    unpack a JDK 25 from https://adoptium.net and set JAVA_HOME to it 1>&2
    exit /b 2
)
set "CACHE=%USERPROFILE%\.m2\wrapper\dists\apache-maven-%version%-bin\dhurandhar"
set "MAVEN=%CACHE%\apache-maven-%version%"
if exist "%MAVEN%\bin\mvn.cmd" goto run
echo mvnw: fetching Maven %version% (once) 1>&2
if not exist "%CACHE%" mkdir "%CACHE%"
set "ARCHIVE=%CACHE%\maven.tar.gz"
powershell -NoProfile -Command "$ProgressPreference='SilentlyContinue'; foreach ($base in 'https://dlcdn.apache.org','https://archive.apache.org/dist') { try { Invoke-WebRequest -UseBasicParsing -OutFile $env:ARCHIVE \"$base/maven/maven-3/$env:version/binaries/apache-maven-$env:version-bin.tar.gz\"; break } catch { } }; if ((Get-FileHash -Algorithm SHA512 $env:ARCHIVE).Hash -ne $env:sha512) { Remove-Item $env:ARCHIVE; exit 1 }"
if errorlevel 1 (
    echo MissingMaven: Maven %version% could not be had from Apache's archive 1>&2
    echo   expected: its bin.tar.gz with the SHA-512 in .mvn\maven.properties 1>&2
    echo   try:      unpack it into "%CACHE%" 1>&2
    exit /b 2
)
tar -xzf "%ARCHIVE%" -C "%CACHE%" || exit /b 2
del "%ARCHIVE%"
:run
call "%MAVEN%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%
