@echo off
rem Runs the Maven of .mvn\maven.properties on a JDK 25 or newer: JAVA_HOME, else the usual folders.
setlocal
set "ROOT=%~dp0"
set "version="
set "sha512="
for /f "usebackq tokens=1,2 delims==" %%a in ("%ROOT%.mvn\maven.properties") do set "%%a=%%b"

set "JAVA_HOME_BEFORE=%JAVA_HOME%"
set "JDK="
if defined JAVA_HOME call :consider "%JAVA_HOME%"
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*") do call :consider "%%d"
for /d %%d in ("%ProgramFiles%\Java\jdk-25*") do call :consider "%%d"
if not defined JDK (
    echo MissingJdk: no JDK 25 or newer found 1>&2
    echo   looked: JAVA_HOME, "%ProgramFiles%\Eclipse Adoptium\jdk-25*", "%ProgramFiles%\Java\jdk-25*" 1>&2
    echo   try:    unpack a JDK 25 from https://adoptium.net and set JAVA_HOME to it 1>&2
    exit /b 2
)

set "CACHE=%USERPROFILE%\.m2\wrapper\dists\apache-maven-%version%-bin\dhurandhar"
if defined MAVEN_USER_HOME set "CACHE=%MAVEN_USER_HOME%\wrapper\dists\apache-maven-%version%-bin\dhurandhar"
set "MAVEN=%CACHE%\apache-maven-%version%"
if exist "%MAVEN%\bin\mvn.cmd" goto run

set "WORK=%CACHE%\.new.%RANDOM%%RANDOM%"
mkdir "%WORK%" 2>nul
if not exist "%WORK%\" (
    echo UnwritableCache: Maven %version% cannot be put into "%CACHE%" 1>&2
    echo   expected: a folder that can be written 1>&2
    echo   try:      set MAVEN_USER_HOME to a folder of yours 1>&2
    exit /b 2
)
echo mvnw: fetching Maven %version% (once) 1>&2
set "ARCHIVE=%WORK%\apache-maven-%version%-bin.tar.gz"
call :download
if errorlevel 1 call :by_coordinates
if errorlevel 1 (
    rmdir /s /q "%WORK%"
    echo MissingMaven: Maven %version% could not be had from Apache's archive nor through a Maven on the PATH 1>&2
    echo   expected: its bin.tar.gz with the SHA-512 in .mvn\maven.properties 1>&2
    echo   try:      unpack it into "%CACHE%" 1>&2
    exit /b 2
)
tar -xzf "%ARCHIVE%" -C "%WORK%"
if errorlevel 1 exit /b 2
rem Another start may have been faster; then `move` would put this one inside it.
if not exist "%MAVEN%\" move "%WORK%\apache-maven-%version%" "%MAVEN%" >nul
rmdir /s /q "%WORK%"

:run
set "JAVA_HOME=%JDK%"
call "%MAVEN%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%

rem Keeps the JDK in %1 where it is new enough and none is kept yet.
:consider
if defined JDK exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "FOUND="
for /f "usebackq tokens=2 delims==" %%v in (`findstr /b /c:"JAVA_VERSION=" "%~1\release"`) do set "FOUND=%%~v"
for /f "tokens=1 delims=.-+" %%v in ("%FOUND%") do if %%v GEQ 25 set "JDK=%~1"
exit /b 0

:download
powershell -NoProfile -Command "$ProgressPreference='SilentlyContinue'; foreach ($base in 'https://dlcdn.apache.org','https://archive.apache.org/dist') { try { Invoke-WebRequest -UseBasicParsing -OutFile $env:ARCHIVE \"$base/maven/maven-3/$env:version/binaries/apache-maven-$env:version-bin.tar.gz\"; break } catch { } }"
goto check

rem A Maven on the PATH runs outside this project, on its own Java.
:by_coordinates
where mvn >nul 2>nul || exit /b 1
pushd "%WORK%"
set "JAVA_HOME=%JAVA_HOME_BEFORE%"
call mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy "-Dartifact=org.apache.maven:apache-maven:%version%:tar.gz:bin" -DoutputDirectory=. -Dmdep.useBaseVersion=true
popd

:check
powershell -NoProfile -Command "if ((Test-Path $env:ARCHIVE) -and (Get-FileHash -Algorithm SHA512 $env:ARCHIVE).Hash -eq $env:sha512) { exit 0 }; Remove-Item -ErrorAction SilentlyContinue $env:ARCHIVE; exit 1"
exit /b %ERRORLEVEL%
